/**
 * What has happened since the start, in plain numbers: counting is an addition, and whoever wants to
 * know reads them when they ask.
 *
 * @module
 */

/** Numbers by a name. */
export type Tallies = Readonly<Record<string, number>>;

/** See the module's description. */
export class Counts {
  /** Connections that were let in. */
  opened = 0;
  readonly #frames: Record<string, number> = {};
  readonly #bytes: Record<string, number> = {};
  readonly #closed: Record<string, number> = {};
  readonly #limits: Record<string, number> = {};
  readonly #dropped: Record<string, number> = {};

  /** Frames that were taken in, by channel. */
  get frames(): Tallies {
    return this.#frames;
  }

  /** Their payload, by channel. */
  get bytes(): Tallies {
    return this.#bytes;
  }

  /** Connections that we closed, by code. */
  get closed(): Tallies {
    return this.#closed;
  }

  /** How often somebody was over a limit, by its name. */
  get limits(): Tallies {
    return this.#limits;
  }

  /** Frames that a reader was told it will not get, by the reason of the gap (G1). */
  get dropped(): Tallies {
    return this.#dropped;
  }

  took(channel: string, frames: number, bytes: number): void {
    add(this.#frames, channel, frames);
    add(this.#bytes, channel, bytes);
  }

  closedWith(code: number): void {
    add(this.#closed, `${code}`, 1);
  }

  limited(limit: string): void {
    add(this.#limits, limit, 1);
  }

  droppedFor(reason: string, frames: number): void {
    add(this.#dropped, reason, frames);
  }
}

function add(tallies: Record<string, number>, name: string, amount: number): void {
  tallies[name] = (tallies[name] ?? 0) + amount;
}
