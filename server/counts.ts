/**
 * What has happened since the start, in plain numbers: counting is an addition, and whoever wants to
 * know reads them when they ask.
 *
 * @module
 */

/** Numbers by a name. */
export type Tallies = Readonly<Record<string, number>>;

/** What is said of a channel to count on it. */
export interface CountedChannel {
  readonly name: string;
  readonly isOwn?: boolean;
}

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

  /** Those of the people's own are counted together: their names come from people. */
  took({ name, isOwn }: CountedChannel, frames: number, bytes: number): void {
    const label = isOwn ? "own" : name;
    add(this.#frames, label, frames);
    add(this.#bytes, label, bytes);
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
