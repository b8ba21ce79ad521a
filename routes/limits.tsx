import { page } from "fresh";
import { Sheet } from "../components/join/Sheet.tsx";
import { joinTexts } from "../components/texts/join.ts";
import { grouped } from "../components/words.ts";
import { define } from "../define.ts";
import { wantsJson } from "../server/api.ts";
import { LIMIT_NAMES, limitOf, variableOf } from "../server/limit_table.ts";
import { WIRE_LIMITS } from "../server/wire_limits.ts";

const words = joinTexts.join.limits;

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

const shown = (value: number | null) => value === null ? words.none : grouped(value);

export default define.page<typeof handler>(({ data: { here } }) => (
  <Sheet>
    <section class="card">
      <h1>{words.title}</h1>
      <p>
        {words.words[0]}
        <code>mux.v1</code>
        {words.words[1]}
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label={words.title}>
        <table>
          <caption class="visually-hidden">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.most}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.why}</th>
              <th scope="col">{words.setting}</th>
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
      <h2>{words.wire}</h2>
      <p>{words.wireWords}</p>
      <div class="scroll" tabIndex={0} role="region" aria-label={words.wire}>
        <table>
          <caption class="visually-hidden">{words.wire}</caption>
          <thead>
            <tr>
              <th scope="col">{words.rule}</th>
              <th scope="col">{words.most}</th>
              <th scope="col">{words.what}</th>
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
