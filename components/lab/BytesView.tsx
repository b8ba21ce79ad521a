import { Columns } from "../Columns.tsx";
import type { LoggedFrame } from "./log.ts";
import { frameBytes, webSocketFields } from "./bytes.ts";
import { viewTexts } from "../texts/views.ts";

const words = viewTexts.views.bytes;

/** What a frame costs, and the WebSocket frame that carries it. */
export function BytesView({ entry: { frame, direction } }: { entry: LoggedFrame }) {
  const { data, json, webSocket, overhead, binary } = frameBytes(frame, direction);
  const all = json + webSocket;
  return (
    <section class="card bytes">
      <h3>{words.title}</h3>
      <p>{words.parts(data, json - data, webSocket)}</p>
      <meter min={0} max={1} value={overhead} aria-label={words.overhead(overhead)} />
      <p>{words.overhead(overhead)}. {words.binary(binary, all)}.</p>
      <div class="scroll stack" tabIndex={0} role="region" aria-label={words.caption}>
        <table>
          <caption>{words.caption}</caption>
          <Columns names={words.columns} />
          <tbody>
            {webSocketFields(json, direction).map(({ name, from, to, value, about }) => (
              <tr key={name}>
                <td class="number">{words.range(from, to)}</td>
                <th scope="row">{name}</th>
                <td>
                  <code>{value}</code>
                </td>
                <td>{about}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
