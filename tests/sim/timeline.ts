/**
 * Virtual time for simulations: millions of events in a second of real time, the same on every run.
 *
 * @module
 */

interface Event {
  readonly at: number;
  readonly order: number;
  readonly task: () => void;
}

/** A clock at 0, and what is to happen: a binary heap by time, then by the order of asking. */
export class Timeline {
  readonly #heap: Event[] = [];
  #now = 0;
  #order = 0;

  /** Milliseconds. */
  readonly now = (): number => this.#now;

  /** Runs `task` at a time, now at the earliest. */
  at(time: number, task: () => void): void {
    const event = { at: Math.max(time, this.#now), order: this.#order++, task };
    const heap = this.#heap;
    let place = heap.push(event) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(event, heap[parent]!)) break;
      heap[place] = heap[parent]!;
      place = parent;
    }
    heap[place] = event;
  }

  /** Lets everything happen up to a time. */
  runUntil(time: number): void {
    while (this.#heap.length > 0 && this.#heap[0]!.at <= time) {
      const { at, task } = this.#pop();
      this.#now = at;
      task();
    }
    this.#now = time;
  }

  #pop(): Event {
    const heap = this.#heap;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length === 0) return first;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, last)) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = last;
    return first;
  }
}

function isBefore(a: Event, b: Event): boolean {
  return a.at < b.at || a.at === b.at && a.order < b.order;
}
