/**
 * Time that passes when a test says so.
 *
 * @module
 */

import type { Clock } from "../../lib/link.ts";

/** A clock at 0. Tasks run inside {@linkcode FakeClock.advance}, in the order of their times. */
export class FakeClock implements Clock {
  #now = 0;
  #tasks: { readonly at: number; readonly task: () => void }[] = [];

  /** How many tasks wait. */
  get waiting(): number {
    return this.#tasks.length;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, task: () => void): () => void {
    const entry = { at: this.#now + ms, task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== entry);
    };
  }

  /** Lets `ms` pass in which nothing runs, as where something else keeps the process busy. */
  skip(ms: number): void {
    this.#now += ms;
  }

  /** Lets `ms` pass. A task sees the time that it asked for, and may ask for more. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = this.#tasks.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#tasks = this.#tasks.filter((other) => other !== due);
      this.#now = Math.max(this.#now, due.at);
      due.task();
    }
    this.#now = end;
  }
}
