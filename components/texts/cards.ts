/**
 * What the lab's cards ask and explain once they are open.
 *
 * @module
 */

import type { Order } from "../../lib/scheduler.ts";
import { count } from "../words.ts";
import { said } from "./speak.ts";

/** Orders of a scheduler, as a clause. */
const orders: Readonly<Record<Order, string>> = {
  "one-at-a-time": "one message goes at a time",
  "round-robin": "messages take turns",
  "priority": "what people wait for goes first",
};

/** “hell”, “o mu” and “ltip”. */
const quoted = (texts: readonly string[]) => texts.map((text) => `“${text}”`).join(", ");

/** To the hundredth: one frame of chat on the slow line takes no tenth of a second. */
const seconds = (time: number) => `${(time / 1_000).toFixed(2)} s`;

/** Questions and reasons. */
const bets = {
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
    why: (order: Order, ends: readonly (readonly [string, number])[]) =>
      `Where ${orders[order]}, ${
        ends.map(([channel, at]) => `${channel} is there after ${seconds(at)}`).join(" and ")
      }, both counted from the start of the file.`,
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

/** The sentences of the cards' logic. */
const cards = {
  bytes: {
    fin: "1: this is the whole message, no more parts follow",
    rsv: "for extensions, such as compression; none is used here",
    opcode: "1: text in UTF-8. 2 would be binary, 8 close, 9 ping, 10 pong",
    mask: {
      up: "1: a client must mask what it sends, so that no proxy takes it for something else",
      down: "0: a server does not mask",
    },
    length: (bytes: number) =>
      bytes <= 125
        ? `the payload has ${bytes} bytes`
        : bytes <= 65_535
        ? "126: the length is in the next 2 bytes"
        : "127: the length is in the next 8 bytes",
    extended: (bytes: number) => `the length of the payload, in ${bytes} bytes`,
    key: "4 bytes of chance, new for each frame; each byte of the payload is combined with one",
    payload: "our frame, as JSON: to the WebSocket it is just bytes",
  },
  orders,
  compare: {
    what: "What is sent",
    scene: "a file, and a line of chat",
    own: "what this page sent last",
    about: (n: number, most: number) =>
      n === 0
        ? "This page has not sent anything yet."
        : `${
          count(n, "message")
        } that this page sent last, each at its own time. Of a long one it is the first ${most} characters.`,
  },
  bets,
  editor: {
    fixes: {
      F1:
        "Write one JSON object: braces around it, double quotes around names and texts, commas between.",
      F2: "Choose a channel that the room has.",
      F3: "Give the message a short name, such as chat-1.",
      F4: "Say how many frames the message has, 1 or more.",
      F5: "Count from 0: the last frame of 5 is number 4.",
      F6: "Put the piece in double quotes, and cut it if it is too long.",
      F7: "Make the frame shorter: cut the message into more frames.",
    },
    hints: {
      overwritten: "The server writes from and offset itself: what you say there is overwritten.",
      others: (n: number) =>
        `The message is complete only with ${n} more ${n === 1 ? "frame" : "frames"}.`,
      unknown: (names: readonly string[]) =>
        `Nobody knows what these mean, so they are passed on and ignored: ${names.join(", ")}.`,
    },
  },
  design: {
    tooMany: (most: number) => `There are ${most} channels of your own already: remove one first.`,
    tooLong: (most: number) => `Use a name of up to ${most} letters.`,
    badName: "Use small letters, digits and hyphens, and begin with a letter.",
    takenName: (name: string) => `There is a channel ${name} already: choose another name.`,
    badLetter: "Use one letter from A to Z.",
    takenLetter: (letter: string) => `Another channel has ${letter}: choose another letter.`,
    choose: (options: readonly string[]) => `Choose one of ${options.join(", ")}.`,
  },
  solo: {
    lines: [
      "hello!",
      "is anybody else on one socket?",
      "watch the wire while I type",
      "my frames wait for yours",
      "who sent the last file?",
      "try chunk size 1 🙂",
    ],
    answers: [
      "yes",
      "I see it too",
      "look at the sequence numbers",
      "one moment",
      "ha!",
      "why is that?",
    ],
    files: ["ABCDEFGH", "0123456789", "lorem ipsum dolor sit amet "],
  },
};

/** See the module's description. */
export const cardTexts = said({ cards });
