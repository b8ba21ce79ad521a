/**
 * Bets on how messages are cut, and put together again.
 *
 * @module
 */

import { type Frame, Reassembler, split } from "../../lib/protocol.ts";
import type { BetKind } from "./bets.ts";
import { shuffle } from "./random.ts";
import { cardTexts } from "../texts/cards.ts";

/** The course's text first. */
const TEXTS = ["hello multiplexing", "one road, many lanes", "a 🚲 and a 🚌", "who goes next?"];
const SIZES = [4, 3, 5, 2, 8];

/** How many frames does a text make? */
export const frames: BetKind = (choose) => {
  const data = choose(TEXTS);
  const size = choose(SIZES);
  const words = cardTexts.cards.bets.frames;
  const pieces = split({ channel: "chat", messageId: "chat-1", data }, size).map((f) => f.data);
  const counts = [pieces.length, pieces.length - 1, data.split(" ").length, data.length];
  return {
    question: words.question(data, size),
    options: numbers(counts.filter((count) => count > 0)),
    answer: String(pieces.length),
    why: words.why(pieces),
    tryIt: { chunkSize: size, order: "round-robin", messages: [{ channel: "chat", data }] },
  };
};

/** Which sequence is missing? */
export const missing: BetKind = (choose, random) => {
  const words = cardTexts.cards.bets.missing;
  const data = choose(TEXTS);
  const all = split({ channel: "file", messageId: "file-1", data }, 4);
  const lost = choose([...all.keys()].slice(1));
  const here = shuffle(all.filter(({ sequence }) => sequence !== lost), random);
  const { message } = pushAll(here).at(-1)!;
  const [answer] = message!.missing();
  return {
    question: words.question(here.map(({ sequence }) => `#${sequence}`), all.length),
    options: all.map(({ sequence }) => `#${sequence}`),
    answer: `#${answer}`,
    why: words.why(all.length),
    tryIt: { chunkSize: 4, order: "round-robin", messages: [{ channel: "file", data }] },
  };
};

/** Two people, one messageId: how many messages come out? */
export const sameId: BetKind = (choose) => {
  const words = cardTexts.cards.bets.sameId;
  const [one, other] = choose([["otter", "heron"], ["eagle", "otter"], ["heron", "eagle"]]);
  const lines = [choose(["Alice here", "good morning"]), "Bob here"];
  const cuts = [one, other].map((from, n) =>
    split({ channel: "chat", messageId: "chat-1", data: lines[n]! }, 4)
      .map((frame): Frame => ({ ...frame, from: from! }))
  );
  const arrived = cuts[0]!.flatMap((frame, n) => [frame, ...cuts[1]!.slice(n, n + 1)]);
  const done = pushAll(arrived).filter(({ status }) => status === "complete");
  return {
    question: words.question(one!, other!, lines),
    options: numbers([1, 2, arrived.length]),
    answer: String(done.length),
    why: words.why(done.map(({ message }) => message!.text())),
    tryIt: {
      chunkSize: 4,
      order: "round-robin",
      messages: [{ channel: "chat", data: lines[0]! }],
    },
  };
};

/** A frame comes twice: what does the message say? */
export const repeat: BetKind = (choose, random) => {
  const words = cardTexts.cards.bets.repeat;
  const data = choose(["hello", "multiplexing", "one road"]);
  const all = split({ channel: "chat", messageId: "chat-1", data }, 4);
  const twice = choose(all);
  const doubled = all.flatMap((frame) => frame === twice ? [frame, frame] : [frame]);
  const { message } = pushAll(shuffle(doubled, random)).findLast(({ message }) => message)!;
  return {
    question: words.question(data, twice.sequence),
    options: [data, doubled.map((frame) => frame.data).join(""), words.nothing],
    answer: message!.complete ? message!.text() : words.nothing,
    why: words.why(twice.sequence),
    tryIt: { chunkSize: 4, order: "round-robin", messages: [{ channel: "chat", data }] },
  };
};

function pushAll(frames: readonly Frame[]) {
  const reassembler = new Reassembler({ now: () => 0 });
  return frames.map((frame) => reassembler.push(frame));
}

/** Different ones, ascending. */
function numbers(options: readonly number[]): string[] {
  return [...new Set(options)].sort((a, b) => a - b).map(String);
}
