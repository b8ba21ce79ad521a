import "./loaded.ts";
import { useLayoutEffect, useRef } from "preact/hooks";
import { isAtEnd } from "./at_end.ts";
import { Chip } from "./Chip.tsx";
import type { WireFrame } from "./frames.ts";
import { senderOf } from "./names.ts";
import { pieceOf } from "./raw.ts";
import type { Session } from "./session.ts";
import { CELLS } from "./Strip.tsx";
import { texts } from "./texts/page.ts";

const words = texts.wire;

/** The strip as a table, for who wants words in place of a picture. */
export default function Twin({ session }: { session: Session }) {
  const { frames } = session.time.shown.value;
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useLayoutEffect(() => {
    if (follows.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [frames]);
  return (
    <div
      class="scroll stack twin"
      ref={box}
      tabIndex={0}
      role="region"
      aria-label={words.tableCaption}
      onScroll={({ currentTarget }) => follows.current = isAtEnd(currentTarget)}
    >
      <table>
        <caption class="visually-hidden">{words.tableCaption}</caption>
        <thead>
          <tr>
            {texts.raw.columns.slice(0, 7).filter((_, n) => n !== 1).map((name) => (
              <th key={name} scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {frames.slice(-CELLS).map((entry) => (
            <TwinRow
              key={entry.n}
              entry={entry}
              from={senderOf(session, entry)}
              isSelected={entry.n === session.selected.value}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface TwinRowProps {
  readonly entry: WireFrame;
  readonly from: string;
  readonly isSelected: boolean;
}

function TwinRow({ entry, from, isSelected }: TwinRowProps) {
  const { n, direction, frame } = entry;
  return (
    <tr aria-selected={isSelected}>
      <td class="number">{n}</td>
      <td>{direction === "up" ? words.sent : words.received}</td>
      <td>
        <Chip channel={frame.channel} text={frame.channel} />
      </td>
      <td>{from}</td>
      <td>{frame.messageId}</td>
      <td class="number">{pieceOf(entry)}</td>
    </tr>
  );
}
