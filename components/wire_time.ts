/**
 * Where the views of the wire stand: at its end, or at an earlier frame while the log goes on behind.
 *
 * @module
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Clock } from "../lib/link.ts";
import type { Direction, WireItem } from "../lib/tap.ts";
import { FrameLog, RowsOf, type Stretch, type WireFrame } from "./frames.ts";
import { type Phase, Player } from "./lab/replay.ts";
import { NO_ROWS, type Row, rowsAt } from "./rows.ts";

/** What the views of the wire show. */
export interface Shown {
  /** Frames up to the position, oldest first. */
  readonly frames: readonly WireFrame[];
  readonly phase: Phase;
  /** Numbers of the first frame that can be gone to, of the one that is shown, and of the last. */
  readonly first: number;
  readonly cursor: number;
  readonly last: number;
  /** Frames that came since the views stand still. */
  readonly unseen: number;
}

const NOTHING: Shown = { frames: [], phase: "live", first: 1, cursor: 0, last: 0, unseen: 0 };

/** See the module's description. It shows nothing new until {@linkcode WireTime.paint}. */
export class WireTime {
  readonly #clock: Clock;
  readonly #log = new FrameLog();
  readonly #player: Player;
  readonly #shown = signal(NOTHING);
  readonly #rows = signal<readonly Row[]>([]);
  /** The log as it was when the views stood still, so that they lose nothing while they do. */
  #still: { readonly stretch: Stretch; readonly rows: RowsOf } | undefined;

  readonly shown: ReadonlySignal<Shown> = this.#shown;
  readonly rows: ReadonlySignal<readonly Row[]> = this.#rows;

  /** @param lesson A log that is over, in place of the one that grows. */
  constructor(clock: Clock, onChange: () => void, lesson?: readonly WireFrame[]) {
    this.#clock = clock;
    if (lesson) this.#standWith({ frames: lesson, base: NO_ROWS });
    this.#player = new Player({
      clock,
      log: () => this.log,
      isLive: !lesson,
      onChange: () => {
        if (this.#player.phase === "live") this.#still = undefined;
        onChange();
      },
    });
  }

  /** All frames that can be gone to, those after the position too. */
  get log(): readonly WireFrame[] {
    return (this.#still?.stretch ?? this.#log.look()).frames;
  }

  get speed(): number {
    return this.#player.speed;
  }

  push(direction: Direction, item: WireItem, isHistory: boolean): void {
    this.#log.push(this.#clock.now(), direction, item, isHistory);
  }

  /** Forgets all frames, and goes on with the next one. */
  clear(): void {
    this.#log.clear();
    this.#player.toLive();
    const { count } = this.#log;
    this.#shown.value = { ...NOTHING, first: count + 1, cursor: count, last: count };
  }

  pause(): void {
    this.#stand();
    this.#player.pause();
  }

  play(): void {
    this.#player.play();
  }

  seek(n: number): void {
    this.#stand();
    this.#player.seek(n);
  }

  setSpeed(speed: number): void {
    this.#player.setSpeed(speed);
  }

  toLive(): void {
    this.#player.toLive();
  }

  paint(): void {
    const { phase } = this.#player;
    const { count } = this.#log;
    if (phase === "live" || !this.#still) {
      this.#rows.value = rowsAt(this.#log.rows, this.#clock.now());
      // What stands still is not drawn again.
      if (this.#shown.peek().phase === "live" && this.#shown.peek().last === count) return;
      const { frames } = this.#log.look();
      const first = frames[0]?.n ?? 1;
      this.#shown.value = { frames, phase: "live", first, cursor: count, last: count, unseen: 0 };
      return;
    }
    const { frames } = this.#still.stretch;
    const { first, cursor, last } = this.#player;
    const before = this.#shown.peek();
    const isSame = before.phase !== "live" && before.cursor === cursor && before.first === first;
    const shown = isSame ? before.frames : frames.slice(0, cursor - first + 1);
    this.#shown.value = { frames: shown, phase, first, cursor, last, unseen: count - last };
    if (!isSame) this.#rows.value = this.#still.rows.at(cursor - first);
  }

  #stand(): void {
    if (!this.#still) this.#standWith(this.#log.look());
  }

  #standWith(stretch: Stretch): void {
    this.#still = { stretch, rows: new RowsOf(stretch) };
  }
}
