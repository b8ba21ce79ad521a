import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { isAtEnd } from "./at_end.ts";
import { useCalm } from "./calm.ts";
import { Checkbox } from "./Checkbox.tsx";
import { CopyButton } from "./CopyButton.tsx";
import { Detail } from "./Detail.tsx";
import { indexOf, type WireFrame } from "./frames.ts";
import { isPlainKey, Keys, openKeys } from "./Keys.tsx";
import { senderOf } from "./names.ts";
import { useResize } from "./use_resize.ts";
import { type Filter, filtered, jsonOf, NO_FILTER } from "./raw.ts";
import { RawFilter } from "./RawFilter.tsx";
import { RawRow } from "./RawRow.tsx";
import { texts } from "./texts/page.ts";
import { idIn, titleIn, type WireView } from "./wire_view.ts";

/** Rows that are really there: what is seen, and enough around it for a turn of the wheel. */
const WINDOW = 50;

/** How often the table is drawn while frames pour in, in milliseconds: nobody reads more. */
const EVERY_MS = 250;

const words = texts.raw;

/** Every frame as it is: JSON, one a row, in the order of the wire. */
export function RawFrames({ session }: { session: WireView }) {
  const filter = useSignal<Filter>(NO_FILTER);
  /** What the list stood still with. The others go on. */
  const still = useSignal<readonly WireFrame[] | undefined>(undefined);
  const shown = useCalm(session.time.shown, EVERY_MS);
  // What was cleared is not kept by standing still.
  useSignalEffect(() => {
    if (session.time.shown.value.frames.length === 0) still.value = undefined;
  });
  const frames = still.value ?? shown.frames;
  const list = filtered(frames, filter.value);
  const newer = still.value ? Math.max(0, shown.cursor - (still.value.at(-1)?.n ?? 0)) : 0;
  const index = indexOf(shown.frames, session.selected.value);
  return (
    <div class="card raw">
      <div class="title">
        <h2 id={idIn(session, "raw-title")}>{titleIn(session, words.title)}</h2>
        <button
          type="button"
          class={still.value ? "small primary" : "small"}
          onClick={() => still.value = still.value ? undefined : shown.frames}
        >
          {still.value ? words.resume(newer) : words.pause}
        </button>
      </div>
      <RawFilter session={session} filter={filter} frames={frames} />
      <Rows
        session={session}
        list={list}
        empty={frames.length === 0 ? texts.wire.empty : words.none}
        isStill={still.value !== undefined}
        onAway={() => {
          still.value ??= shown.frames;
        }}
        onBack={() => still.value = undefined}
      />
      {/* Right under the list: on a phone what is further down is out of sight. */}
      {index >= 0 && (
        <div class="detail">
          <Detail session={session} index={index} />
        </div>
      )}
      <div class="buttons">
        <small>{words.shown(list.length, frames.length, frames[0]?.n ?? 1)}</small>
        <CopyButton text={() => list.map(jsonOf).join("\n")} label={words.copyAll} />
        {session.lesson === undefined && (
          <Checkbox
            on={session.showsControl}
            text={words.control}
          />
        )}
      </div>
      <Keys title={words.help} text={words.keys} />
    </div>
  );
}

interface RowsProps {
  readonly session: WireView;
  readonly list: readonly WireFrame[];
  /** What is said where the list is empty. */
  readonly empty: string;
  readonly isStill: boolean;
  /** Somebody leaves the end, or goes back to it. */
  readonly onAway: () => void;
  readonly onBack: () => void;
}

/** A window on the list: rows outside of it are only height. */
function Rows({ session, list, empty, isStill, onAway, onBack }: RowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const height = useSignal(32);
  const top = useSignal(0);
  const selected = session.selected.value;
  const isFollowing = !isStill;
  const first = isFollowing
    ? Math.max(0, list.length - WINDOW)
    : Math.max(0, Math.min(Math.floor(top.value / height.value) - 15, list.length - WINDOW));
  const rows = list.slice(first, first + WINDOW);
  const follows = useRef(isFollowing);
  follows.current = isFollowing;
  const settle = () => {
    // In a part that is not shown a row has no height, and a box no end to scroll to.
    const row = box.current?.querySelector("tbody tr[data-n]");
    // Not `offsetHeight`, which is rounded: over many rows that adds up.
    const rowHeight = row?.getBoundingClientRect().height;
    if (rowHeight && rowHeight !== height.value) {
      // Of another width rows have another height: the first in sight stays so.
      top.value *= rowHeight / height.value;
      height.value = rowHeight;
    }
    if (follows.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useLayoutEffect(settle, [list, isFollowing]);
  useResize(box, settle);
  useLayoutEffect(() => {
    if (!follows.current && box.current) box.current.scrollTop = top.value;
  }, [height.value]);
  useLayoutEffect(() => {
    if (!box.current) return;
    const row = box.current.querySelector<HTMLElement>(`tr[data-n="${selected}"]`);
    if (!row) {
      // It may be outside of the window: then this goes there.
      const at = list.findIndex(({ n }) => n === selected);
      if (at >= 0) box.current.scrollTop = at * height.value;
      return;
    }
    // Not `scrollIntoView`: it would move the page, too.
    const { offsetTop, offsetHeight } = row;
    const { scrollTop, clientHeight } = box.current;
    if (offsetTop < scrollTop + 2 * offsetHeight) {
      box.current.scrollTop = offsetTop - 2 * offsetHeight;
    } else if (offsetTop + offsetHeight > scrollTop + clientHeight) {
      box.current.scrollTop = offsetTop + offsetHeight - clientHeight;
    }
  }, [selected]);
  const onScroll = (event: { currentTarget: HTMLDivElement }) => {
    top.value = event.currentTarget.scrollTop;
    const isThere = isAtEnd(event.currentTarget);
    if (!isThere && isFollowing) onAway();
    else if (isThere && !isFollowing && first + WINDOW >= list.length && wantsEnd.current) onBack();
    wantsEnd.current = !isThere;
  };
  /** Only who scrolled away and came back goes on: the button stands still at the end, too. */
  const wantsEnd = useRef(false);
  /** What was chosen is looked at: it must not run away. */
  const choose = (n: number | undefined) => {
    if (n !== undefined) onAway();
    session.selected.value = n;
  };
  const onKeyDown = (event: JSX.TargetedKeyboardEvent<HTMLDivElement>) => {
    if (!isPlainKey(event)) return;
    const last = list.length - 1;
    const at = list.findIndex(({ n }) => n === selected);
    const to = new Map([
      ["ArrowUp", at < 0 ? last : Math.max(at - 1, 0)],
      ["ArrowDown", at < 0 ? last : Math.min(at + 1, last)],
      ["Home", 0],
    ]).get(event.key);
    if (to !== undefined) choose(list[to]?.n);
    else if (event.key === "End") {
      session.selected.value = undefined;
      onBack();
    } else if (event.key === " ") isStill ? onBack() : onAway();
    else if (event.key.toLowerCase() === "f") {
      document.getElementById(idIn(session, "filter-text"))?.focus();
    } else if (event.key === "?") openKeys(event);
    else if (event.key === "Escape") session.selected.value = undefined;
    else return;
    event.preventDefault();
  };
  return (
    <div
      class="scroll stack"
      ref={box}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      tabIndex={0}
      role="region"
      aria-labelledby={idIn(session, "raw-title")}
      onClick={(event) => {
        const row = (event.target as Element).closest("[data-n]");
        const n = Number(row?.getAttribute("data-n"));
        if (row) choose(n === selected ? undefined : n);
      }}
    >
      <table aria-rowcount={list.length + 1}>
        <caption class="visually-hidden">{words.title}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {words.columns.map((name) => <th key={name} scope="col">{name}</th>)}
          </tr>
        </thead>
        <tbody>
          <Spacer key="before" rows={first} height={height.value} />
          {rows.map((entry, n) => (
            <RawRow
              key={entry.n}
              entry={entry}
              from={senderOf(session, entry)}
              place={first + n + 2}
              isSelected={entry.n === selected}
            />
          ))}
          <Spacer key="after" rows={list.length - first - rows.length} height={height.value} />
        </tbody>
      </table>
      {list.length === 0 && <p class="empty">{empty}</p>}
    </div>
  );
}

function Spacer({ rows, height }: { rows: number; height: number }) {
  if (rows <= 0) return null;
  return (
    <tr class="spacer" aria-hidden="true">
      <td colSpan={words.columns.length} style={{ height: `${rows * height}px` }}></td>
    </tr>
  );
}
