/**
 * Turns by bytes among equals: deficit round robin, in the form that lets a place go while its
 * balance is above 0 and has it pay afterwards, so that nobody must know the largest item.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { Place, Ring, TURN_BYTES } from "./turns.ts";
 *
 * class Always extends Place<undefined> {
 *   look = () => TURN_BYTES;
 * }
 * const [a, b] = [new Always(), new Always()];
 * const ring = new Ring<undefined, Always>();
 * ring.add(a);
 * ring.add(b);
 * assertEquals(ring.pick(undefined), a);
 * ring.charge(a);
 * assertEquals(ring.pick(undefined), b);
 * ```
 *
 * @module
 */

/** What a turn is worth, in bytes: one piece of bulk. Who took more waits for more rounds. */
export const TURN_BYTES = 1_200;

/** One place in a ring. `A` is what it is asked with: whether an item may go now. */
export abstract class Place<A> {
  /** What it may still send in this turn, in bytes. At 0 or below it took all of it, or more. */
  balance = 0;
  /** Size of its next item, as it was found last. `undefined` where none may go. */
  bytes: number | undefined;
  next: this = this;
  previous: this = this;

  /** Bytes of what it would send now, `undefined` if that is nothing. */
  abstract look(allow: A): number | undefined;
}

/**
 * Places in a circle. Among places that always have something, none is ahead of another by more
 * bytes than a turn and the largest item of each. Each step costs the same however many items wait;
 * places that have nothing are looked at and cost nothing else.
 */
export class Ring<A, P extends Place<A>> {
  #cursor: P | undefined;
  #size = 0;

  /** Puts a place at the end of the round. */
  add(place: P): void {
    const cursor = this.#cursor;
    if (this.#size++ === 0 || !cursor) return this.#arriveAt(place);
    place.next = cursor;
    place.previous = cursor.previous;
    cursor.previous.next = place;
    cursor.previous = place;
  }

  /** Takes a place out. The others keep theirs. */
  remove(place: P): void {
    place.previous.next = place.next;
    place.next.previous = place.previous;
    if (--this.#size === 0) this.#cursor = undefined;
    else if (this.#cursor === place) this.#arriveAt(place.next);
  }

  /** The place whose turn it is among those that may send. Asking again gives the same. */
  pick(allow: A): P | undefined {
    for (;;) {
      let best = -Infinity;
      for (let left = this.#size; left > 0; left--) {
        const place = this.#cursor!;
        place.bytes = place.look(allow);
        if (place.bytes !== undefined) {
          if (place.balance > 0) return place;
          best = Math.max(best, place.balance);
        }
        this.#arriveAt(place.next);
      }
      if (best === -Infinity) return undefined;
      // All that may send owe something: as many rounds pass at once as the first of them needs.
      this.#giveAll(-best);
    }
  }

  /** Has the place that was picked pay for its item. An empty one costs 1. */
  charge(place: P): void {
    place.balance -= Math.max(1, place.bytes!);
    if (place.balance <= 0) this.#arriveAt(place.next);
  }

  /** Whose turn begins gets its worth. What was not used is not saved up; what is owed is kept. */
  #arriveAt(place: P): void {
    this.#cursor = place;
    place.balance = Math.min(place.balance + TURN_BYTES, TURN_BYTES);
  }

  #giveAll(bytes: number): void {
    let place = this.#cursor!;
    for (let left = this.#size; left > 0; left--, place = place.next) {
      place.balance = Math.min(place.balance + bytes, TURN_BYTES);
    }
  }
}
