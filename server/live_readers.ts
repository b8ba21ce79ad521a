/**
 * Readers of a room that get each text as it comes: the plain wire. Many of them get it a slice at a
 * time, because what is sent leaves only when the event loop has its way again: else the first would
 * wait for the last.
 *
 * @module
 */

import { SLICE } from "./limits.ts";

/** Who gets each frame at once. */
export interface LiveReader {
  /** Takes one encoded frame. It must not throw, and must not publish before it returns. */
  send(text: string): void;
  /** Ends the connection with a close code of docs/PROTOCOL.md. */
  close(code: number, reason: string): void;
}

/** A reader, and the number of the text that it gets next. */
interface Place {
  readonly reader: LiveReader;
  next: number;
}

/** A walk through all readers, in the order in which they came. */
interface Walk {
  readonly places: Iterator<Place>;
  /** Texts that there were when it began: who was visited has them. */
  readonly end: number;
}

/** See the module's description. Each gets every text once, and in order. */
export class LiveReaders {
  readonly #schedule: (task: () => void) => void;
  readonly #places = new Map<LiveReader, Place>();
  /** Texts that not everybody has yet. */
  #texts: string[] = [];
  /** How many came before those. */
  #start = 0;
  /** With a new text it begins again: who came first waits for nobody … */
  #front: Walk | undefined;
  /** … while an earlier one goes on: in a busy room who came last would wait for ever. */
  #back: Walk | undefined;
  #isBacksTurn = false;
  #isDue = false;

  /** @param schedule Runs a task once what was sent has left and what has arrived is handled. */
  constructor(schedule: (task: () => void) => void) {
    this.#schedule = schedule;
  }

  get size(): number {
    return this.#places.size;
  }

  /** It gets what is said from now on. */
  add(reader: LiveReader): void {
    this.#places.set(reader, { reader, next: this.#end });
  }

  delete(reader: LiveReader): void {
    this.#places.delete(reader);
  }

  /** Says something to everybody. Where nothing is under way, the first slice has it on return. */
  say(texts: readonly string[]): void {
    if (this.size === 0) return;
    for (const text of texts) this.#texts.push(text);
    this.#back ??= this.#front;
    this.#front = { places: this.#places.values(), end: this.#end };
    if (!this.#isDue) this.#step();
  }

  /** Lets everybody go, who first get what they have to come. */
  clear(): void {
    this.#send([...this.#places.values()]);
    this.#places.clear();
  }

  get #end(): number {
    return this.#start + this.#texts.length;
  }

  #step(): void {
    this.#isDue = false;
    if (this.#isBacksTurn && this.#back) {
      if (this.#goOn(this.#back)) this.#back = undefined;
    } else if (this.#goOn(this.#front!)) this.#front = this.#back = undefined;
    this.#isBacksTurn = this.#back !== undefined && !this.#isBacksTurn;
    if (!this.#front) return;
    this.#isDue = true;
    this.#schedule(() => this.#step());
  }

  /** Sends to the next slice. Returns whether it was the last. */
  #goOn({ places, end }: Walk): boolean {
    const slice: Place[] = [];
    while (slice.length < SLICE) {
      const { done, value } = places.next();
      if (done) break;
      slice.push(value);
    }
    this.#send(slice);
    if (slice.length === SLICE) return false;
    this.#texts.splice(0, end - this.#start);
    this.#start = Math.max(this.#start, end);
    return true;
  }

  #send(slice: readonly Place[]): void {
    const first = Math.min(...slice.map(({ next }) => next));
    for (let number = first; number < this.#end; number++) {
      const text = this.#texts[number - this.#start]!;
      for (const place of slice) {
        if (place.next !== number) continue;
        place.next++;
        place.reader.send(text);
      }
    }
  }
}
