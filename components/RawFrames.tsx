import { useLayoutEffect, useRef } from "preact/hooks";
import { Chip } from "./Chip.tsx";
import type { LoggedFrame, Session } from "./session.ts";

/** Rows in the table: enough to scroll back to what was just seen. */
const ROWS = 100;

/** Characters of a frame that a row shows: a file's frame has thousands. */
const SHOWN = 240;

/** Every frame as it is: JSON, one a row, in the order of the wire. */
export function RawFrames({ session }: { session: Session }) {
  const box = useRef<HTMLDivElement>(null);
  const follow = useRef(true);
  const frames = session.frames.value.slice(-ROWS);
  useLayoutEffect(() => {
    if (follow.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [frames.at(-1)?.n]);
  const onScroll = (event: { currentTarget: HTMLDivElement }) => {
    const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
    follow.current = scrollHeight - scrollTop - clientHeight < 24;
  };
  return (
    <div class="card raw">
      <h2 id="raw-title">Raw frames on one socket</h2>
      <div
        class="scroll"
        ref={box}
        onScroll={onScroll}
        tabIndex={0}
        role="region"
        aria-labelledby="raw-title"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">
                <abbr title="sent or received">↑↓</abbr>
              </th>
              <th scope="col">
                <abbr title="Channel">Ch.</abbr>
              </th>
              <th scope="col">Frame</th>
            </tr>
          </thead>
          <tbody>{frames.map((entry) => <RawRow key={entry.n} entry={entry} />)}</tbody>
        </table>
      </div>
    </div>
  );
}

function RawRow({ entry: { n, direction, frame } }: { entry: LoggedFrame }) {
  const text = JSON.stringify(frame);
  return (
    <tr>
      <td class="number">{n}</td>
      <td>
        {direction === "up" ? "↑" : "↓"}
        <span class="visually-hidden">{direction === "up" ? "sent" : "received"}</span>
      </td>
      <td>
        <Chip channel={frame.channel} />
        <span class="visually-hidden">{frame.channel}</span>
      </td>
      <td>
        <code>{text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}</code>
      </td>
    </tr>
  );
}
