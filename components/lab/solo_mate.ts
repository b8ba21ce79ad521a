/**
 * A simulated classmate: it talks, answers, shares a file and steps away, by chance that can be
 * repeated. It runs the same code as the page, and its socket could as well lead to a server.
 *
 * @module
 */

import { CONTROL } from "../../lib/channels.ts";
import { type Clock, Link, type Socket } from "../../lib/link.ts";
import { Outbox } from "../../lib/outbox.ts";
import { ANY_CHANNEL, parseFrame } from "../../lib/parse.ts";
import { Reassembler, split } from "../../lib/protocol.ts";
import { pick } from "./random.ts";
import { cardTexts } from "../texts/cards.ts";

/** From one thing that a classmate does to the next, in milliseconds: at least, and by chance more. */
const IDLE_MS = 5_000;
const MORE_IDLE_MS = 10_000;

/**
 * From when it came to the first thing that it does, in milliseconds: whoever comes too is to see soon
 * how frames of several channels take turns.
 */
const BEGIN_MS = 1_000;

/** How long it types before it says something, in milliseconds. */
const TYPES_MS = 1_200;

/** From one of its frames to the next, in milliseconds: slow enough to mix with others'. */
const PACE_MS = 120;

/** Code points of its frames. */
const CHUNK_SIZE = 4;

/** What a classmate is made of. */
export interface MateOptions {
  readonly connect: () => Socket;
  readonly clock: Clock;
  /** A number from 0 up to 1; seeded, if it is to be repeated. */
  readonly random: () => number;
  /** What it begins with. */
  readonly first: "file" | "chat";
}

/** See the module's description. It begins at once, and ends with {@linkcode Mate.stop}. */
export class Mate {
  readonly #options: MateOptions;
  readonly #link: Link;
  readonly #outbox: Outbox;
  readonly #reassembler: Reassembler;
  #count = 0;
  #isOpen = false;
  #isAway = false;
  #hello = "";
  #me: string | undefined;
  #callOff = () => {};

  constructor(options: MateOptions) {
    this.#options = options;
    const { clock } = options;
    this.#reassembler = new Reassembler({ now: () => clock.now() });
    this.#link = new Link({
      ...options,
      onState: ({ phase }) => this.#onState(phase === "open"),
      onMessage: (data) => this.#onMessage(data),
    });
    this.#outbox = new Outbox({
      clock,
      send: (frame) => this.#link.send(JSON.stringify(frame)),
      buffered: () => this.#isOpen ? this.#link.bufferedAmount : undefined,
      pace: () => PACE_MS,
    });
    this.#link.open();
  }

  /** Leaves the room and says no more. */
  stop(): void {
    this.#callOff();
    this.#outbox.clear();
    this.#link.close();
  }

  #onState(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#callOff();
    this.#outbox.clear();
    if (!isOpen) return;
    // Not to be guessed: what comes back with it says who we are.
    this.#hello = `hello-${Math.floor(this.#options.random() * 2 ** 32).toString(36)}`;
    this.#say("presence", "online", this.#hello);
    const { clock, first } = this.#options;
    // A file begins when the other has typed.
    const waits = first === "file" ? BEGIN_MS + TYPES_MS : BEGIN_MS;
    this.#callOff = clock.after(waits, () => this.#begin());
  }

  #onMessage(data: unknown): void {
    const result = parseFrame(data, ANY_CHANNEL);
    if (!result.ok || result.frame.channel === CONTROL) return;
    const { status, message } = this.#reassembler.push(result.frame);
    if (status !== "complete") return;
    const { from, channel, messageId } = message;
    if (messageId === this.#hello) this.#me = from;
    if (channel === "chat" && from !== this.#me && !this.#isAway) this.#hear(message.text());
  }

  /** Somebody said something: sometimes that is worth an answer, and a question more often. */
  #hear(line: string): void {
    const { random } = this.#options;
    if (random() > (line.includes("?") ? 0.8 : 0.25)) return;
    this.#callOff();
    this.#speak(pick(cardTexts.cards.solo.answers, random));
  }

  #begin(): void {
    if (this.#options.first === "chat") return this.#talk();
    this.#share();
    this.#later(() => this.#act());
  }

  #act(): void {
    const { random } = this.#options;
    const dice = random();
    if (this.#isAway || dice < 0.1) {
      this.#isAway = !this.#isAway;
      this.#say("presence", this.#isAway ? "away" : "online");
    } else if (dice < 0.3) this.#share();
    else return this.#talk();
    this.#later(() => this.#act());
  }

  #share(): void {
    this.#say("file", pick(cardTexts.cards.solo.files, this.#options.random).repeat(3));
  }

  #talk(): void {
    this.#speak(pick(cardTexts.cards.solo.lines, this.#options.random));
  }

  #speak(line: string): void {
    this.#say("typing", "on");
    this.#callOff = this.#options.clock.after(TYPES_MS, () => {
      this.#say("chat", line);
      this.#later(() => this.#act());
    });
  }

  #say(channel: string, data: string, messageId = `${channel}-${++this.#count}`): void {
    this.#outbox.add(split({ channel, messageId, data }, CHUNK_SIZE));
  }

  #later(task: () => void): void {
    const { clock, random } = this.#options;
    this.#callOff = clock.after(IDLE_MS + MORE_IDLE_MS * random(), task);
  }
}
