import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Chip } from "./Chip.tsx";
import { indexOf } from "./FrameDetail.tsx";
import type { WireFrame } from "./frames.ts";
import { pieceOf } from "./raw.ts";
import { keyOf } from "./rows.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

/** Cells that the strip shows: some seconds of a busy room, no more than a look takes in. */
export const CELLS = 60;

/** More new frames than this in one picture, and they do not travel: nobody could follow. */
const BUSY = 4;

const words = texts.wire;

interface StripProps {
  readonly session: Session;
  /** A frame is pointed at, or chosen. */
  readonly onShow: (n: number, cell: Element) => void;
  readonly onLeave: () => void;
}

/** The picture of the wire: one widget for the keyboard, whatever it holds. */
export function Strip({ session, onShow, onLeave }: StripProps) {
  const box = useRef<HTMLDivElement>(null);
  const { frames, phase } = session.time.shown.value;
  const selected = session.selected.value;
  const chosen = indexOf(frames, selected);
  // What was chosen stays in sight while the views stand still.
  const end = phase !== "live" && chosen >= 0
    ? Math.min(frames.length, Math.max(chosen + CELLS / 2, CELLS))
    : frames.length;
  const cells = frames.slice(Math.max(0, end - CELLS), end);
  const last = cells.at(-1)?.n ?? 0;
  const before = useRef(0);
  const isBusy = last - before.current > BUSY;
  useLayoutEffect(() => {
    before.current = last;
    const cell = chosen >= 0 && phase !== "live" && document.getElementById(`cell-${selected}`);
    if (cell) cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    else if (box.current) box.current.scrollLeft = box.current.scrollWidth;
  }, [last, selected]);

  const choose = (index: number) => {
    const entry = frames[Math.min(Math.max(index, 0), frames.length - 1)];
    if (!entry) return;
    if (phase === "live") session.time.pause();
    session.selected.value = entry.n;
    requestAnimationFrame(() => {
      const cell = document.getElementById(`cell-${entry.n}`);
      if (cell) onShow(entry.n, cell);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const from = chosen < 0 ? frames.length : chosen;
    const to = new Map([
      ["ArrowLeft", from - 1],
      ["ArrowRight", from + 1],
      ["Home", 0],
      ["End", frames.length - 1],
    ]).get(event.key);
    if (to !== undefined) choose(to);
    else if (event.key === " ") phase === "live" ? session.time.pause() : session.time.toLive();
    else if (event.key === "f" || event.key === "F") {
      document.getElementById("filter-text")?.focus();
    } else if (event.key === "Escape") {
      session.selected.value = undefined;
      return;
    } else return;
    event.preventDefault();
  };
  const cellOf = (event: Event) => (event.target as Element).closest("[data-n]");
  const onPoint = (event: Event) => {
    const cell = cellOf(event);
    if (cell) onShow(Number(cell.getAttribute("data-n")), cell);
  };
  const message = chosen < 0 ? undefined : keyOf(frames[chosen]!.frame);

  return (
    <div class="strip" data-busy={isBusy}>
      <div class="lane" aria-hidden="true">
        {words.lanes.map((lane) => <span key={lane}>{lane}</span>)}
      </div>
      <div
        class="cells"
        ref={box}
        tabIndex={0}
        role="listbox"
        aria-orientation="horizontal"
        aria-label={words.label}
        aria-activedescendant={chosen < 0 ? undefined : `cell-${selected}`}
        onKeyDown={onKeyDown}
        onMouseOver={onPoint}
        onMouseLeave={onLeave}
        onClick={(event) => {
          const cell = cellOf(event);
          if (cell) choose(indexOf(frames, Number(cell.getAttribute("data-n"))));
        }}
      >
        {cells.map((entry) =>
          entry.n === selected || (message && keyOf(entry.frame) === message)
            ? <Cell key={entry.n} entry={entry} isSelected={entry.n === selected} isKin />
            : plain(entry)
        )}
        {cells.length === 0 && <p class="empty" role="option">{words.empty}</p>}
      </div>
    </div>
  );
}

/** Cells that nothing points at. The same node again is passed over when the picture is drawn. */
const plainCells = new WeakMap<WireFrame, VNode>();

function plain(entry: WireFrame): VNode {
  let cell = plainCells.get(entry);
  if (!cell) plainCells.set(entry, cell = <Cell key={entry.n} entry={entry} />);
  return cell;
}

interface CellProps {
  readonly entry: WireFrame;
  readonly isSelected?: boolean;
  /** Of the same message as what is selected. */
  readonly isKin?: boolean;
}

function Cell({ entry, isSelected = false, isKin = false }: CellProps) {
  const { n, direction, frame, fault } = entry;
  const way = direction === "up" ? words.sent : words.received;
  return (
    <div
      class="cell"
      role="option"
      id={`cell-${n}`}
      data-n={n}
      data-direction={direction}
      data-kin={isKin}
      data-fault={fault}
      aria-selected={isSelected}
    >
      <span class="visually-hidden">{`${words.frame(n)}, ${way}: ${frame.channel}`}</span>
      <Chip channel={frame.channel} text={pieceOf(entry)} />
    </div>
  );
}
