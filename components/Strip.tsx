import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { indexOf, type WireFrame } from "./frames.ts";
import { isPlainKey } from "./Keys.tsx";
import { designs } from "./lab/designs.ts";
import { pieceOf } from "./raw.ts";
import { mayMove } from "./settings.ts";
import { CELL_REM, draw, type Look, lookOf } from "./strip_canvas.ts";
import { texts } from "./texts/page.ts";
import { useResize } from "./use_resize.ts";
import { idIn, type WireView } from "./wire_view.ts";

/** Cells that the strip shows: some seconds of a busy room, no more than a look takes in. */
export const CELLS = 60;

/** More new frames than this in one picture, and they do not travel: nobody could follow. */
const BUSY = 4;

/** What is left of the way after each picture: a cell has travelled within 200 ms. */
const REST = 0.72;

const words = texts.wire;

interface StripProps {
  readonly session: WireView;
  /** A frame is pointed at, or chosen: its number, and where it is, in pixels of the window. */
  readonly onShow: (n: number, left: number) => void;
  readonly onLeave: () => void;
  /** Somebody wants to filter the frames, where that can be done. */
  readonly onFilter?: () => void;
}

/** The picture of the wire: one widget for the keyboard, whatever it holds. */
export function Strip({ session, onShow, onLeave, onFilter }: StripProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { frames, phase } = session.time.shown.value;
  const selected = session.selected.value;
  const chosen = indexOf(frames, selected);
  const look = useLook(box);
  const size = useSize(box);
  const cell = CELL_REM * (look?.rem ?? 16);
  const cells = inSight(frames, phase === "live" ? -1 : chosen, Math.floor(size.width / cell));
  useDrawing(canvas, cells, selected, look, size);

  const leftOf = (n: number) => {
    const place = cells.findIndex((entry) => entry.n === n);
    return (box.current?.getBoundingClientRect().right ?? 0) - (cells.length - place) * cell;
  };
  const choose = (index: number) => {
    const entry = frames[Math.min(Math.max(index, 0), frames.length - 1)];
    if (!entry) return;
    if (phase === "live") session.time.pause();
    session.selected.value = entry.n;
    onShow(entry.n, leftOf(entry.n));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isPlainKey(event)) return;
    const from = chosen < 0 ? frames.length : chosen;
    const to = new Map([
      ["ArrowLeft", from - 1],
      ["ArrowRight", from + 1],
      ["Home", 0],
      ["End", frames.length - 1],
    ]).get(event.key);
    if (to !== undefined) choose(to);
    else if (event.key === " ") phase === "live" ? session.time.pause() : session.time.toLive();
    else if (event.key.toLowerCase() === "f" && onFilter) onFilter();
    else if (event.key === "Escape") {
      session.selected.value = undefined;
      return;
    } else return;
    event.preventDefault();
  };
  /** The frame under the pointer. */
  const under = ({ clientX, clientY }: MouseEvent): WireFrame | undefined => {
    const { right, top, height } = box.current!.getBoundingClientRect();
    const entry = cells[cells.length - 1 - Math.floor((right - clientX) / cell)];
    const lane = clientY < top + height / 2 ? "up" : "down";
    return entry?.direction === lane ? entry : undefined;
  };
  const current = frames[chosen];

  return (
    <div class="strip">
      <div class="lane" aria-hidden="true">
        {words.lanes.map(([word, arrow]) => (
          <span key={arrow}>
            <span>{word}</span> {arrow}
          </span>
        ))}
      </div>
      <div
        class="cells"
        ref={box}
        tabIndex={0}
        role="listbox"
        aria-orientation="horizontal"
        aria-label={words.label}
        aria-activedescendant={current && idIn(session, "cell")}
        onKeyDown={onKeyDown}
        onMouseMove={(event) => {
          const entry = under(event);
          if (entry) onShow(entry.n, leftOf(entry.n));
          else onLeave();
        }}
        onMouseLeave={onLeave}
        onClick={(event) => {
          const entry = under(event);
          if (entry) choose(indexOf(frames, entry.n));
        }}
      >
        <canvas ref={canvas} aria-hidden="true" />
        {/* A picture has no parts to speak of, so the one that is pointed at is said. */}
        <span
          class="visually-hidden"
          role="option"
          id={idIn(session, "cell")}
          aria-selected={current !== undefined}
        >
          {current ? said(current) : frames.length > 0 ? words.noneChosen : words.empty}
        </span>
        {frames.length === 0 && <p class="empty" aria-hidden="true">{words.empty}</p>}
      </div>
    </div>
  );
}

function said(entry: WireFrame): string {
  const way = entry.direction === "up" ? words.sent : words.received;
  return `${words.frame(entry.n)}, ${way}: ${entry.frame.channel} ${pieceOf(entry)}`;
}

/**
 * The last cells; or while the views stand still, those around the one that was chosen: it stands in
 * the middle of as many as there is room for.
 */
function inSight(frames: readonly WireFrame[], chosen: number, room: number): readonly WireFrame[] {
  const end = chosen < 0 ? frames.length : Math.max(chosen + 1 + Math.floor(room / 2), room);
  return frames.slice(Math.max(0, end - CELLS), end);
}

/** The look of the page, read anew when a person's settings change. */
function useLook(box: { readonly current: HTMLElement | null }): Look | undefined {
  const look = useSignal<Look | undefined>(undefined);
  useEffect(() => {
    const read = () => {
      if (box.current) look.value = lookOf(box.current);
    };
    read();
    const queries = [
      "(prefers-color-scheme: dark)",
      "(forced-colors: active)",
      "(min-width: 100rem)",
    ]
      .map((query) => matchMedia(query));
    for (const query of queries) query.addEventListener("change", read);
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      for (const query of queries) query.removeEventListener("change", read);
      observer.disconnect();
    };
  }, []);
  return look.value;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function useSize(box: { readonly current: HTMLElement | null }): Size {
  const size = useSignal<Size>({ width: 0, height: 0 });
  useResize(box, ({ width, height }) => size.value = { width, height });
  return size.value;
}

/** Draws when something is another, and on while cells travel. */
function useDrawing(
  canvas: { readonly current: HTMLCanvasElement | null },
  cells: readonly WireFrame[],
  selected: number | undefined,
  look: Look | undefined,
  { width, height }: Size,
): void {
  const shift = useRef(0);
  const before = useRef(0);
  const task = useRef(0);
  const last = cells.at(-1)?.n ?? 0;
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return;
    element.width = width * devicePixelRatio;
    element.height = height * devicePixelRatio;
  }, [width, height]);
  useLayoutEffect(() => {
    if (!look) return;
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const fresh = last - before.current;
    before.current = last;
    const travels = fresh > 0 && fresh <= BUSY && mayMove();
    shift.current = travels ? shift.current + fresh * CELL_REM * look.rem : 0;
    const paint = () => {
      context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
      draw(context, look, { cells, selected, shift: shift.current, width, height });
      if (shift.current === 0) return;
      shift.current = shift.current < 1 ? 0 : shift.current * REST;
      task.current = requestAnimationFrame(paint);
    };
    cancelAnimationFrame(task.current);
    paint();
    // A channel may get its mark after the frames on it came.
  }, [last, cells.length, selected, look, width, height, designs.value]);
  useEffect(() => () => cancelAnimationFrame(task.current), []);
}
