/**
 * Where the messages of one channel are handed over, each reader at its own pace.
 *
 * @module
 */

import type { Received } from "./connection.ts";
import type { Grant } from "./control.ts";
import { Fifo } from "./fifo.ts";
import { Listeners } from "./listeners.ts";
import { Tally } from "./tally.ts";

/** A message that readers have not taken yet, and what came since: it is held together. */
interface Letter {
  readonly message: Received;
  readonly held: Tally;
  readers: number;
}

/**
 * Tells when what came was passed on, which is when more may be granted (C5). While a reader lags,
 * everything that comes waits with it, whole messages and pieces; so what is held stays within what
 * was granted, and comes free when the reader does.
 */
export class Inbox {
  readonly #listeners = new Listeners<Received>();
  /** What waits for readers. */
  readonly held = new Tally();
  readonly #readers = new Set<Reader>();
  readonly #passedOn: (amount: Grant) => void;
  /** What it holds is for the first who comes. */
  #first: Reader | undefined;
  #last: Letter | undefined;
  #closed = false;

  constructor(passedOn: (amount: Grant) => void) {
    this.#passedOn = passedOn;
  }

  /** Whether anybody would take a whole message. */
  get isWanted(): boolean {
    return this.#listeners.size + this.#readers.size > 0;
  }

  /** Holds what comes, from now until somebody reads or listens. */
  holdForFirst(): void {
    this.#first = this.#newReader();
  }

  /** The first one is told what was held, and then everybody whatever comes. */
  listen(listener: (message: Received) => void): () => void {
    const off = this.#listeners.add(listener);
    const held = this.#first?.drain() ?? [];
    this.letGo();
    for (const message of held) this.#listeners.tell(message);
    return off;
  }

  /** Holds nothing more for the first. */
  letGo(): void {
    this.#first?.return();
    this.#first = undefined;
  }

  /** Something of this size came, and with it the end of `message`, if there is one. */
  take(amount: Grant, message?: Received): void {
    if (message) this.#listeners.tell(message);
    if (message && this.#readers.size > 0) {
      const letter = this.#last = { message, held: new Tally(), readers: this.#readers.size };
      this.#hold(letter, amount);
      for (const reader of [...this.#readers]) reader.push(letter);
    } else if (this.#last && this.#last.readers > 0) this.#hold(this.#last, amount);
    else this.#passedOn(amount);
  }

  /** A reader of all messages that come from now on, and of what is held for the first. */
  read(): AsyncIterableIterator<Received> {
    const reader = this.#first ?? this.#newReader();
    this.#first = undefined;
    return reader;
  }

  #newReader(): Reader {
    const reader = new Reader((letter) => {
      if (--letter.readers > 0) return;
      this.held.take(letter.held);
      this.#passedOn(letter.held);
    }, () => this.#readers.delete(reader));
    if (this.#closed) reader.end();
    else this.#readers.add(reader);
    return reader;
  }

  /** No more will come: readers end when they have taken what is here. */
  close(): void {
    this.#closed = true;
    for (const reader of this.#readers) reader.end();
  }

  #hold(letter: Letter, amount: Grant): void {
    letter.held.add(amount);
    this.held.add(amount);
  }
}

type Result = IteratorResult<Received, undefined>;
const DONE: Result = { done: true, value: undefined };

class Reader implements AsyncIterableIterator<Received> {
  readonly #letters = new Fifo<Letter>();
  /** Those who asked before there was anything. */
  readonly #asked = new Fifo<(result: Result) => void>();
  readonly #opened: (letter: Letter) => void;
  readonly #left: () => void;
  #ended = false;

  constructor(opened: (letter: Letter) => void, left: () => void) {
    this.#opened = opened;
    this.#left = left;
  }

  push(letter: Letter): void {
    const answer = this.#asked.shift();
    if (answer) answer(this.#open(letter));
    else this.#letters.push(letter);
  }

  /** Takes all that is here. */
  drain(): Received[] {
    return [...this.#letters.drain()].map((letter) => {
      this.#opened(letter);
      return letter.message;
    });
  }

  end(): void {
    this.#ended = true;
    for (const answer of this.#asked.drain()) answer(DONE);
  }

  next(): Promise<Result> {
    const letter = this.#letters.shift();
    if (letter) return Promise.resolve(this.#open(letter));
    if (this.#ended) return Promise.resolve(DONE);
    return new Promise((resolve) => this.#asked.push(resolve));
  }

  return(): Promise<Result> {
    this.#left();
    this.drain();
    this.end();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #open(letter: Letter): Result {
    this.#opened(letter);
    return { done: false, value: letter.message };
  }
}
