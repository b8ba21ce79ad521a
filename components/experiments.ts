/**
 * The course's four experiments. Each asks before it runs, and its answer is read off the frames
 * that really came.
 *
 * @module
 */

import type { Frame } from "../lib/protocol.ts";
import { ALL_THREE_TEXT, allThree, FAKE_FILE } from "./samples.ts";
import type { Message } from "./session.ts";
import { nearTexts } from "./texts/near.ts";

/** What an experiment knows when it asks. */
export interface Situation {
  readonly chunkSize: number;
  readonly me: string;
  /** Everybody who announced themselves, this window too. */
  readonly here: number;
}

/** What came of a run. */
export interface Outcome {
  /** The option that turned out to be so. */
  readonly answer: string;
  /** Why, in a sentence or two, with what was counted. */
  readonly why: string;
}

/** One experiment. */
export interface Experiment {
  readonly title: string;
  readonly question: (situation: Situation) => string;
  readonly options: (situation: Situation) => readonly string[];
  /** How many windows it takes. One, where it does not say. */
  readonly windows?: number;
  /** The chunk size that it runs with, where it is not the page's. */
  readonly chunkSize?: number;
  readonly messages: (situation: Situation) => readonly Message[];
  /** Reads the answer off the frames of its own messages, as they came back and as they left. */
  readonly observe: (
    frames: readonly Frame[],
    situation: Situation,
    left: readonly Frame[],
  ) => Outcome;
}

const words = nearTexts.experiments;

const twoWindows: Experiment = {
  get title() {
    return words.twoWindows.title;
  },
  question: ({ here }) => words.twoWindows.question(here),
  windows: 2,
  options: () => [words.twoWindows.others, words.twoWindows.every, words.twoWindows.mine],
  messages: ({ me }) => [{ channel: "chat", data: `hello from ${me}` }],
  observe: (frames, { me, here }) => {
    const { others, every, none, came, toAll } = words.twoWindows;
    return frames.length === 0
      ? { answer: others, why: none }
      : { answer: every, why: `${came(frames.length, me)} ${toAll(here)}` };
  },
};

const fakeFile: Experiment = {
  get title() {
    return words.fakeFile.title;
  },
  question: ({ chunkSize }) => words.fakeFile.question(FAKE_FILE, chunkSize),
  options: ({ chunkSize }) => {
    const likely = Math.ceil(FAKE_FILE.length / chunkSize);
    return [...new Set([1, 2, 4, 8, likely])].sort((a, b) => a - b).map(String);
  },
  messages: () => [{ channel: "file", data: FAKE_FILE }],
  observe: (frames) => ({
    answer: String(frames.length),
    why: words.fakeFile.why(frames.map(({ data }) => `"${data}"`).join(", ")),
  }),
};

const smallerChunks: Experiment = {
  get title() {
    return words.smaller.title;
  },
  question: () => words.smaller.question(ALL_THREE_TEXT),
  options: () => [words.smaller.blocks, words.smaller.turns, words.smaller.shortest],
  chunkSize: 2,
  messages: () => allThree("online"),
  observe: (_, __, left) => {
    const order = left.map(({ channel }) => channel);
    const letters = order.map((channel) => channel.slice(0, 1).toUpperCase()).join(" ");
    return { answer: classify(order), why: words.smaller.why(letters) };
  },
};

/** Channels that come in one piece each were not mixed; then the first one tells who was first. */
function classify(order: readonly string[]): string {
  const changes = order.filter((channel, n) => n > 0 && channel !== order[n - 1]).length;
  if (changes >= new Set(order).size) return words.smaller.turns;
  return order[0] === "chat" ? words.smaller.blocks : words.smaller.shortest;
}

const typingChannel: Experiment = {
  get title() {
    return words.typing.title;
  },
  question: ({ chunkSize }) => words.typing.question(chunkSize),
  options: ({ me }) => words.typing.payloads(me),
  messages: ({ me }) => words.typing.payloads(me).map((data) => ({ channel: "typing", data })),
  observe: (frames, { me }) => {
    const came = new Map<string, string[]>();
    for (const { messageId, data } of frames) {
      came.set(messageId, [...came.get(messageId) ?? [], data]);
    }
    const counted = [...came.values()].sort((a, b) => a.length - b.length);
    const each = counted.map((pieces) => words.typing.counted(pieces.join(""), pieces.length));
    return { answer: counted[0]?.join("") ?? "", why: words.typing.why(each.join("; "), me) };
  },
};

/** In the order of the course's page. */
export const EXPERIMENTS: readonly Experiment[] = [
  twoWindows,
  fakeFile,
  smallerChunks,
  typingChannel,
];
