/**
 * The page's log of frames: a ring of the last ones, and what went before them as a fold. Every view
 * of the wire is a function of it and of a position, so live, paused, stepped and scrubbed are one
 * path.
 *
 * @module
 */

import { droppedBy, faultOf } from "../lib/fault_notes.ts";
import type { Direction, WireItem } from "../lib/tap.ts";
import { badFrame, type LoggedFrame } from "./lab/log.ts";
import { fold, NO_ROWS, type Row, type Rows, rowsAt } from "./rows.ts";

/** Frames that the page keeps of the wire: ten seconds of a very busy room. */
export const LOG_LENGTH = 5_000;

/** A state is kept every so many frames, so that scrubbing folds no more than this. */
const CHECKPOINT = 100;

/** One frame as the log of the page has it. */
export interface WireFrame extends LoggedFrame {
  /** A control frame as it is on the wire; `frame` then only stands for it. */
  readonly control?: object;
}

/** A stretch of the log that does not change any more, and what went before it. */
export interface Stretch {
  readonly frames: readonly WireFrame[];
  /** The rows before the first of them. */
  readonly base: Rows;
}

/** What an item of the wire is in the log. */
export function logged(
  n: number,
  at: number,
  direction: Direction,
  item: WireItem,
): WireFrame {
  if (item.kind === "frame") {
    // A note of what was dropped stands where the frame would have been.
    const dropped = direction === "down" ? droppedBy(item.frame) : undefined;
    if (dropped) return { n, at, direction, frame: dropped, fault: "drop" };
    const fault = faultOf(item.frame);
    return { n, at, direction, frame: item.frame, ...fault && { fault } };
  }
  if (item.kind === "error") {
    const { rule, message } = item.error;
    return { n, at, direction, frame: badFrame(message), rule };
  }
  if (item.kind === "control") {
    const { frame: control } = item;
    const { channel, type, ...rest } = control;
    const frame = { channel, messageId: type, sequence: 0, total: 1, data: JSON.stringify(rest) };
    return { n, at, direction, frame, control };
  }
  const { channel, number, head, sequence, frames, offset, payload } = item.run;
  const { messageId = `#${number}`, total = sequence + frames, from } = head ?? {};
  const frame = {
    channel,
    messageId,
    sequence,
    total,
    data: "",
    ...from !== undefined && { from },
  };
  return {
    n,
    at,
    direction,
    frame: direction === "down" ? { ...frame, offset } : frame,
    run: { frames, bytes: payload.length },
  };
}

/** See the module's description. */
export class FrameLog {
  #frames: WireFrame[] = [];
  #base = NO_ROWS;
  #rows = NO_ROWS;
  #count = 0;

  /** How many there ever were: the number of the last one. */
  get count(): number {
    return this.#count;
  }

  /** The rows after the last frame. */
  get rows(): Rows {
    return this.#rows;
  }

  push(at: number, direction: Direction, item: WireItem, isHistory = false): void {
    const frame = logged(this.#count + 1, at, direction, item);
    const entry = isHistory ? { ...frame, isHistory } : frame;
    this.#count++;
    this.#frames.push(entry);
    this.#rows = fold(this.#rows, entry);
    // In steps, because each moves all that stays.
    if (this.#frames.length >= LOG_LENGTH + CHECKPOINT) {
      for (const old of this.#frames.splice(0, CHECKPOINT)) this.#base = fold(this.#base, old);
    }
  }

  /** Forgets them. The next one has the next number. */
  clear(): void {
    this.#frames = [];
    this.#base = this.#rows = NO_ROWS;
  }

  /** The last frames as they are now. */
  look(): Stretch {
    return { frames: this.#frames.slice(), base: this.#base };
  }
}

/** Rows at any place of a stretch. */
export class RowsOf {
  readonly #stretch: Stretch;
  readonly #checkpoints: Rows[];

  constructor(stretch: Stretch) {
    this.#stretch = stretch;
    this.#checkpoints = [stretch.base];
  }

  /** @param index Of the last frame that counts; -1 for none. */
  at(index: number): Row[] {
    const { frames } = this.#stretch;
    const first = Math.floor((index + 1) / CHECKPOINT);
    while (this.#checkpoints.length <= first) {
      const from = (this.#checkpoints.length - 1) * CHECKPOINT;
      const last = this.#checkpoints.at(-1)!;
      this.#checkpoints.push(frames.slice(from, from + CHECKPOINT).reduce(fold, last));
    }
    const rows = frames.slice(first * CHECKPOINT, index + 1).reduce(
      fold,
      this.#checkpoints[first]!,
    );
    return rowsAt(rows, frames[index]?.at ?? -Infinity);
  }
}

/** Where the frame that is pointed at lies among those that are shown; -1 for nowhere. */
export function indexOf(frames: readonly WireFrame[], n: number | undefined): number {
  const first = frames[0]?.n;
  if (n === undefined || first === undefined) return -1;
  const index = n - first;
  return frames[index]?.n === n ? index : -1;
}
