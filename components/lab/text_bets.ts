/**
 * What bets say, in English. See text.ts.
 *
 * @module
 */

import type { Order } from "../../lib/scheduler.ts";

/** Orders of a scheduler, as a clause. */
export const orders: Readonly<Record<Order, string>> = {
  "one-at-a-time": "one message goes at a time",
  "round-robin": "messages take turns",
  "priority": "what people wait for goes first",
};

/** “hell”, “o mu” and “ltip”. */
const quoted = (texts: readonly string[]) => texts.map((text) => `“${text}”`).join(", ");

const ms = (time: number) => `${(time / 1_000).toFixed(1)} s`;

/** Questions and reasons. */
export const bets = {
  frames: {
    question: (data: string, size: number) =>
      `How many frames will “${data}” make at chunk size ${size}?`,
    why: (pieces: readonly string[]) =>
      `A frame takes up to a chunk of characters, spaces too: ${quoted(pieces)}.`,
  },
  next: {
    question: (channels: readonly string[], gone: readonly string[]) =>
      `Messages on ${channels.join(", ")} take turns. On the wire so far: ${
        gone.join(", ")
      }. Which channel is next?`,
    why: (order: readonly string[]) =>
      `Each message that still has frames sends one a round, so it went ${order.join(", ")}.`,
  },
  missing: {
    question: (here: readonly string[], total: number) =>
      `Of a message with total ${total}, these came: ${here.join(", ")}. Which is missing?`,
    why: (total: number) =>
      `Sequences go from #0 to #${total - 1}, in whatever order they come, and one is not there.`,
  },
  finishesFirst: {
    question: (messages: readonly { channel: string; data: string }[], size: number) =>
      `At chunk size ${size}, these take turns: ${
        messages.map(({ channel, data }) => `${channel} “${data}”`).join(", ")
      }. Which is complete first?`,
    why: (channel: string, total: number, place: number) =>
      `In turns the fewest frames win: ${channel} has ${total}, and its last is frame ${place} on the wire.`,
  },
  beside: {
    question: (frames: number, order: Order) =>
      `A file of ${frames} frames is on its way, and ${
        orders[order]
      }. You send a chat line of one frame. Is it there before the file?`,
    yes: "Yes",
    no: "No",
    why: (order: Order, waits: readonly (readonly [string, number])[]) =>
      `Where ${orders[order]}, ${
        waits.map(([channel, time]) => `${channel} took ${ms(time)}`).join(" and ")
      }.`,
  },
  sameId: {
    question: (one: string, other: string, lines: readonly string[]) =>
      `${one} says “${lines[0]}” and ${other} says “${
        lines[1]
      }”, both as chat-1, frame by frame in turn. How many messages come out?`,
    why: (texts: readonly string[]) =>
      `A message is told apart by its sender too, so out came ${quoted(texts)}.`,
  },
  repeat: {
    question: (data: string, sequence: number) =>
      `“${data}” is sent, and the hub sends its frame #${sequence} twice. What does the message say?`,
    nothing: "Nothing, it is never complete",
    why: (sequence: number) =>
      `There is one place for #${sequence}, and it is taken: an exact repeat changes nothing.`,
  },
};
