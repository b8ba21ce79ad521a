/**
 * A connection of its own for frames that are written by hand. Whatever is sent on it, also what is no
 * frame, harms nobody else's count of frames, and the server's answer is about that text alone.
 *
 * @module
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import { CONTROL } from "../../lib/channels.ts";
import { type Clock, Link, type Socket } from "../../lib/link.ts";
import { ANY_CHANNEL, parseFrame } from "../../lib/parse.ts";
import { viewTexts } from "../texts/views.ts";

const words = viewTexts.views.editor;

/** Texts that wait for the connection. */
const MAX_WAITING = 10;

/** What it is made of. */
export interface HandSocketOptions {
  /** A socket of the plain wire to the room. */
  readonly connect: () => Socket;
  readonly clock: Clock;
  readonly random: () => number;
}

/** See the module's description. It connects with the first text, and stays. */
export class HandSocket {
  readonly #link: Link;
  readonly #answer = signal("");
  #waiting: string[] = [];
  #isOpen = false;
  #isBegun = false;
  /** What the server said to the last text, in words. */
  readonly answer: ReadonlySignal<string> = this.#answer;

  constructor(options: HandSocketOptions) {
    this.#link = new Link({
      ...options,
      onState: (state) => {
        this.#isOpen = state.phase === "open";
        if (this.#isOpen) this.#sendAll();
        if (state.phase === "closed") this.#isBegun = false;
        if (state.phase === "closed" && state.code !== 1000) {
          this.#answer.value = words.closed(state.code, state.reason);
        }
      },
      onMessage: (data) => this.#onMessage(data),
    });
  }

  /** Sends a text as it is. */
  send(text: string): void {
    this.#answer.value = words.sent;
    this.#waiting = [...this.#waiting, text].slice(-MAX_WAITING);
    if (this.#isOpen) return this.#sendAll();
    if (!this.#isBegun) this.#link.open();
    this.#isBegun = true;
  }

  /** There is another text: what was said of the last one does not fit it. */
  forget(): void {
    this.#answer.value = "";
  }

  close(): void {
    this.#link.close();
  }

  #sendAll(): void {
    for (const text of this.#waiting) this.#link.send(text);
    this.#waiting = [];
  }

  #onMessage(data: unknown): void {
    const result = parseFrame(data, ANY_CHANNEL);
    if (!result.ok || result.frame.channel !== CONTROL) return;
    this.#answer.value = words.answer(result.frame.data);
  }
}
