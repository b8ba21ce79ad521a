import { page } from "fresh";
import { Sheet } from "../components/join/Sheet.tsx";
import { grouped } from "../components/words.ts";
import { define } from "../define.ts";
import { LIMIT_NAMES, limitOf, variableOf } from "../server/limit_table.ts";
import { WIRE_LIMITS } from "../server/wire_limits.ts";

/** What holds here, for people as a page and for programs as JSON. */
export const handler = define.handlers({
  GET: (ctx) => {
    const { limits } = ctx.state.config;
    const here = LIMIT_NAMES.map((name) => {
      const { unit, about, reason } = limitOf(name);
      // JSON has no Infinity: a rate that is lifted is null.
      const value = limits[name] === Infinity ? null : limits[name];
      return { name, value, unit, about, reason, variable: variableOf(name) };
    });
    if (wantsJson(ctx.req.headers)) return ctx.json({ here, wire: WIRE_LIMITS });
    return page({ here });
  },
});

/** Programs that ask for JSON say so; browsers ask for HTML first. */
function wantsJson(headers: Headers): boolean {
  const accept = headers.get("accept") ?? "";
  return accept.includes("application/json") && !accept.includes("text/html");
}

const shown = (value: number | null) => value === null ? "no limit" : grouped(value);

export default define.page<typeof handler>(({ data: { here } }) => (
  <Sheet>
    <section class="card">
      <h1>Limits of this server</h1>
      <p>
        What is over them is refused with an error that says which, and when to try again. On{" "}
        <code>mux.v1</code> nothing is refused: it goes as fast as they allow.
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Limits of this server">
        <table>
          <caption class="visually-hidden">Limits of this server</caption>
          <thead>
            <tr>
              <th scope="col">At most</th>
              <th scope="col">What</th>
              <th scope="col">Why</th>
              <th scope="col">Setting</th>
            </tr>
          </thead>
          <tbody>
            {here.map(({ name, value, unit, about, reason, variable }) => (
              <tr key={name} id={name}>
                <td>{shown(value)} {value !== null && unit}</td>
                <td>{about}</td>
                <td>{reason}</td>
                <td>
                  <code>{variable}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
    <section class="card">
      <h2>Bounds of the wire</h2>
      <p>Every server has these, or two programs could not talk.</p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Bounds of the wire">
        <table>
          <caption class="visually-hidden">Bounds of the wire</caption>
          <thead>
            <tr>
              <th scope="col">Rule</th>
              <th scope="col">At most</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {WIRE_LIMITS.map(({ rule, value, unit, about }) => (
              <tr key={rule}>
                <td>{rule}</td>
                <td>{shown(value)} {unit}</td>
                <td>{about}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  </Sheet>
));
