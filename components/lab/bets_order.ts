/**
 * Bets on who goes next.
 *
 * @module
 */

import { FrameSource } from "../../lib/outbox.ts";
import { type Frame, Reassembler, split } from "../../lib/protocol.ts";
import { type Order, Scheduler } from "../../lib/scheduler.ts";
import type { BetKind } from "./bets.ts";
import { tripsOf } from "./figures.ts";
import { LINE, simulate } from "./simulate.ts";
import { cardTexts } from "../texts/cards.ts";

/** The course's three messages first. */
const SCENES = [
  [["chat", "hello multiplexing"], ["presence", "online"], ["file", "ABCDEFGH"]],
  [["file", "ABCDEFGHIJKL"], ["chat", "hello"], ["presence", "away"]],
  [["presence", "online"], ["file", "ABCDEFGHIJ"], ["chat", "who goes next?"]],
] as const;

/** Which channel is next, when messages take turns? */
export const next: BetKind = (choose) => {
  const words = cardTexts.cards.bets.next;
  const messages = messagesOf(choose(SCENES));
  const order = channelsInOrder(messages, 2);
  const gone = choose([4, 1, 2, 3]);
  return {
    question: words.question(messages.map(({ channel }) => channel), order.slice(0, gone)),
    options: messages.map(({ channel }) => channel),
    answer: order[gone]!,
    why: words.why(order.slice(0, gone + 1)),
    tryIt: { chunkSize: 2, order: "round-robin", messages },
  };
};

/** Which message is complete first? */
export const finishesFirst: BetKind = (choose) => {
  const words = cardTexts.cards.bets.finishesFirst;
  const messages = messagesOf(choose(SCENES));
  const size = choose([2, 3, 4]);
  const frames = framesInOrder(messages, size);
  const reassembler = new Reassembler({ now: () => 0 });
  const first = frames.find((frame) => reassembler.push(frame).status === "complete")!;
  return {
    question: words.question(messages, size),
    options: messages.map(({ channel }) => channel),
    answer: first.channel,
    why: words.why(first.channel, first.total, frames.indexOf(first) + 1),
    tryIt: { chunkSize: size, order: "round-robin", messages },
  };
};

/** Does a short line of chat pass a file that is on its way? */
export const beside: BetKind = (choose) => {
  const words = cardTexts.cards.bets.beside;
  const order = choose<Order>(["one-at-a-time", "round-robin", "priority"]);
  const data = "x".repeat(4 * choose([9, 12, 20]));
  const actions = [{ at: 0, channel: "file", data }, { at: 100, channel: "chat", data: "hi" }];
  const trips = tripsOf(simulate(actions, { order, chunkSize: 4, line: LINE, sockets: 1 }));
  const passes = trips[0]!.channel === "chat";
  return {
    question: words.question(data.length / 4, order),
    options: [words.yes, words.no],
    answer: passes ? words.yes : words.no,
    // By one clock: what each of them took would be counted from its own start.
    why: words.why(order, trips.map(({ channel, arrived }) => [channel, arrived])),
    tryIt: { chunkSize: 4, order, messages: actions },
  };
};

function messagesOf(scene: typeof SCENES[number]) {
  return scene.map(([channel, data]) => ({ channel, data }));
}

function channelsInOrder(messages: ReturnType<typeof messagesOf>, size: number): string[] {
  return framesInOrder(messages, size).map(({ channel }) => channel);
}

/** What the scheduler puts on the wire when all are handed over at once. */
function framesInOrder(messages: ReturnType<typeof messagesOf>, size: number): Frame[] {
  const scheduler = new Scheduler<Frame>();
  scheduler.order = "round-robin";
  for (const { channel, data } of messages) {
    const frames = split({ channel, messageId: `${channel}-1`, data }, size);
    scheduler.add(new FrameSource(frames, (source) => scheduler.remove(source)));
  }
  const frames: Frame[] = [];
  for (let frame = scheduler.next(); frame; frame = scheduler.next()) frames.push(frame);
  return frames;
}
