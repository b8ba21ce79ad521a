import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { isAtEnd } from "./at_end.ts";
import { AtHand } from "./AtHand.tsx";
import { Chip } from "./Chip.tsx";
import { Detail } from "./Detail.tsx";
import { indexOf, type WireFrame } from "./frames.ts";
import { Keys, openKeys } from "./Keys.tsx";
import { senderOf } from "./names.ts";
import { pieceOf } from "./raw.ts";
import type { Session } from "./session.ts";
import { CELLS, Strip } from "./Strip.tsx";
import { texts } from "./texts/page.ts";
import { TimeBar } from "./TimeBar.tsx";

const words = texts.wire;

/** What {@linkcode Wire} is given. */
export interface WireProps {
  readonly session: Session;
  /** Somebody wants to filter the frames. */
  readonly onFilter: () => void;
}

/** The road itself: one cell a frame, in the order of the wire. Here taking turns is seen. */
export function Wire({ session, onFilter }: WireProps) {
  const isTable = useSignal(false);
  const card = useRef<HTMLDivElement>(null);
  /** Pointed at by the mouse, which is let go more easily than what was chosen. */
  const hovered = useSignal<number | undefined>(undefined);
  const isOpen = useSignal(false);
  const left = useSignal(0);
  const leaving = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const show = (n: number, at: number) => {
    clearTimeout(leaving.current);
    if (hovered.value === n) return;
    hovered.value = n;
    isOpen.value = true;
    left.value = Math.max(0, at - card.current!.getBoundingClientRect().left);
  };
  /** Time to move into the popover: it must not go while it is read (WCAG 1.4.13). */
  const leave = () => {
    clearTimeout(leaving.current);
    leaving.current = setTimeout(() => {
      hovered.value = undefined;
      isOpen.value = false;
    }, LEAVE_MS);
  };
  const close = () => {
    // What closes may have the focus.
    const cells = card.current!.querySelector<HTMLElement>(".cells");
    if (card.current!.querySelector(".popover")?.contains(document.activeElement)) cells?.focus();
    hovered.value = undefined;
    isOpen.value = false;
  };
  // Wherever the focus is: who opened it by the mouse, or went on to the filter, presses it there.
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent) => key === "Escape" && close();
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <section
      class="wire"
      aria-labelledby="wire-title"
      onKeyDown={(event) => event.key === "?" && openKeys(event)}
    >
      <div class="card past">
        <div class="title">
          <h2 id="wire-title">{words.title}</h2>
          <button
            type="button"
            class="small"
            onClick={() => {
              isTable.value = !isTable.value;
              isOpen.value = false;
            }}
          >
            {isTable.value ? words.picture : words.table}
          </button>
          <Keys title={words.help} text={words.keys} />
        </div>
        <TimeBar session={session} />
      </div>
      <div class="card road" ref={card}>
        {isTable.value ? <Twin session={session} /> : (
          <Strip
            session={session}
            onShow={show}
            onLeave={leave}
            onFilter={onFilter}
          />
        )}
        <AtHand session={session} />
        {isOpen.value && (
          <Popover
            session={session}
            n={hovered.value}
            left={left.value}
            onEnter={() => clearTimeout(leaving.current)}
            onLeave={leave}
            onClose={close}
          />
        )}
      </div>
    </section>
  );
}

/** How long the popover stays after the pointer has left, in milliseconds. */
const LEAVE_MS = 300;

interface PopoverProps {
  readonly session: Session;
  readonly n: number | undefined;
  readonly left: number;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

function Popover({ session, n, left, onEnter, onLeave, onClose }: PopoverProps) {
  const index = indexOf(session.time.shown.value.frames, n);
  if (index < 0) return null;
  return (
    <div
      class="popover"
      role="dialog"
      aria-label={words.frame(n!)}
      style={{ "--left": `${left}px` }}
      onMouseEnter={onEnter}
      onMouseLeave={onLeave}
    >
      <Detail session={session} index={index}>
        <button type="button" class="small" onClick={onClose}>{words.close}</button>
      </Detail>
    </div>
  );
}

/** The same as a table, for who wants words in place of a picture. */
function Twin({ session }: { session: Session }) {
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
