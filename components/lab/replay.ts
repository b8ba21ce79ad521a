/**
 * Time in the lab: a cursor into a log, that follows the log's end, stands, or goes through it as
 * time passes. What is shown is the log up to the cursor, by the code that shows it live.
 *
 * @module
 */

import type { Clock } from "../../lib/link.ts";
import type { LoggedFrame } from "./log.ts";

/** Speeds that the page offers: from slow enough to point at each frame, to an hour in a minute. */
export const SPEEDS: readonly number[] = [0.1, 0.25, 0.5, 1, 2, 4, 16, 64];

/** The longest that a replay waits for the next frame, in milliseconds: nobody waits for a silence. */
export const MAX_GAP_MS = 2_000;

/** What a player is made of. */
export interface PlayerOptions {
  readonly clock: Clock;
  /** The log as it is now. It may grow at its end and be cut at its beginning, between calls. */
  readonly log: () => readonly LoggedFrame[];
  /** Whether the log is live: then playing to its end is to be back to live. */
  readonly isLive: boolean;
  /** Something of the player's state changed. */
  readonly onChange: () => void;
}

/** How a player stands. */
export type Phase = "live" | "playing" | "paused";

/** See the module's description. A live log begins as live, another one paused at its beginning. */
export class Player {
  readonly #options: PlayerOptions;
  #phase: Phase;
  #cursor: number;
  #speed = 1;
  #callOff: (() => void) | undefined;
  /** When it was which time of the log. */
  #anchor = { now: 0, at: 0 };

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.#phase = options.isLive ? "live" : "paused";
    this.#cursor = this.first - 1;
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** Log milliseconds for each real one. */
  get speed(): number {
    return this.#speed;
  }

  /** Number of the first frame that the log still has; 1 for an empty log. */
  get first(): number {
    return this.#options.log()[0]?.n ?? 1;
  }

  /** Number of the last frame of the log; 0 for an empty log. */
  get last(): number {
    return this.#options.log().at(-1)?.n ?? 0;
  }

  /** Number of the last frame that is shown; one less than the first where none is. */
  get cursor(): number {
    return this.#phase === "live" ? this.last : Math.max(this.#cursor, this.first - 1);
  }

  /** Goes on as time passes. From the end of a log that is not live it starts over. */
  play(): void {
    if (this.#phase !== "paused") return;
    const { isLive } = this.#options;
    if (this.cursor >= this.last) {
      if (isLive) return this.toLive();
      this.#cursor = this.first - 1;
    }
    this.#stand("playing", this.cursor);
  }

  /** Stands where it is. The log may go on. */
  pause(): void {
    this.#stand("paused", this.cursor);
  }

  /** One frame on, or `by` frames on or back, and stands there. */
  step(by = 1): void {
    this.#stand("paused", this.cursor + by);
  }

  /** Goes to a frame, and plays on from there if it was playing. */
  seek(n: number): void {
    this.#stand(this.#phase === "playing" ? "playing" : "paused", n);
  }

  /** Follows the end of a live log. Of another one it goes to the end. */
  toLive(): void {
    this.#stand(this.#options.isLive ? "live" : "paused", this.last);
  }

  /** @param speed More than 0. */
  setSpeed(speed: number): void {
    this.#speed = speed;
    this.#stand(this.#phase, this.cursor);
  }

  #stand(phase: Phase, n: number): void {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#phase = phase;
    this.#cursor = Math.min(Math.max(n, this.first - 1), this.last);
    if (phase === "playing") {
      this.#setAnchor();
      this.#await();
    }
    this.#options.onChange();
  }

  /** Time runs from the frame at the cursor; before the first frame, from that. */
  #setAnchor(): void {
    const log = this.#options.log();
    const shown = log[this.cursor - this.first] ?? log[0];
    this.#anchor = { now: this.#options.clock.now(), at: shown?.at ?? 0 };
  }

  #await(): void {
    const { clock, log, isLive } = this.#options;
    const next = log()[this.cursor - this.first + 1];
    if (!next) {
      this.#phase = isLive ? "live" : "paused";
      return;
    }
    const gap = next.at - this.#time();
    // A silence is cut short: time jumps over what is too long of it.
    if (gap > MAX_GAP_MS) this.#anchor.at += gap - MAX_GAP_MS;
    this.#callOff = clock.after(Math.max(0, Math.min(gap, MAX_GAP_MS)) / this.#speed, () => {
      this.#advance();
      this.#await();
      this.#options.onChange();
    });
  }

  /** Shows all that is due: a timer is later than it was asked for, and frames come in bursts. */
  #advance(): void {
    const log = this.#options.log();
    const time = this.#time();
    let cursor = this.cursor + 1;
    while ((log[cursor - this.first + 1]?.at ?? Infinity) <= time) cursor++;
    this.#cursor = Math.min(cursor, this.last);
  }

  /** Where in the log's time it is now. */
  #time(): number {
    return this.#anchor.at + (this.#options.clock.now() - this.#anchor.now) * this.#speed;
  }
}
