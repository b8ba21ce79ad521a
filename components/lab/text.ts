/**
 * What the lab says, in English, in one place: a translation has the same keys.
 *
 * @module
 */

import type { FaultKind } from "../../lib/faults.ts";
import type { Order } from "../../lib/scheduler.ts";

const ORDERS: Readonly<Record<Order, string>> = {
  "one-at-a-time": "one message goes at a time",
  "round-robin": "messages take turns",
  "priority": "what people wait for goes first",
};

/** “hell”, “o mu” and “ltip”. */
const quoted = (texts: readonly string[]) => texts.map((text) => `“${text}”`).join(", ");

const ms = (time: number) => `${(time / 1_000).toFixed(1)} s`;

/** All sentences of the lab's logic. */
export const text = {
  narration: {
    frame: (n: number, what: string, place: string) =>
      `frame ${n}: ${what}${place && `, ${place}`}`,
    piece: (channel: string, place: number, total: number, who: string) =>
      `${channel} ${place} of ${total} from ${who}`,
    short: (channel: string, place: number) => `${channel} ${place}`,
    between: (before: string, after: string) => `between ${before} and ${after}`,
    after: (before: string) => `after ${before}`,
    before: (after: string) => `before ${after}`,
    you: "you",
    nobody: "somebody",
    server: "a word of the server",
    refused: (rule: string) => `refused by rule ${rule}`,
    fault: {
      drop: "dropped by the hub: injected",
      duplicate: "sent twice by the hub: injected",
      swap: "swapped with the next by the hub: injected",
      delay: "held back by the hub: injected",
      cut: "the last before the hub cut the connection: injected",
    } satisfies Record<FaultKind, string>,
  },
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
  orders: ORDERS,
  bets: {
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
          ORDERS[order]
        }. You send a chat line of one frame. Is it there before the file?`,
      yes: "Yes",
      no: "No",
      why: (order: Order, waits: readonly (readonly [string, number])[]) =>
        `Where ${ORDERS[order]}, ${
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
  },
  missions: {
    road: {
      title: "See one road",
      steps: {
        three: "Send something on three channels: one socket carries them all.",
        between: "Make a frame of one channel come between two frames of another.",
      },
    },
    cut: {
      title: "Cut it into frames",
      steps: {
        several: "Send a message that needs more than one frame.",
        smaller: "Send the same message again, in more frames than before.",
      },
    },
    wait: {
      title: "Make chat wait, then fix it",
      steps: {
        behind: "While a file is on its way, make a line of chat wait for half a second or more.",
        passes: "Turn a knob so that a line beside a file waits half as long, or less.",
      },
    },
    lose: {
      title: "Lose a frame, find it",
      steps: {
        drop: "Have the hub drop a frame.",
        find: "Find the message that misses it: its row says which sequence is not here.",
        mend: "Ask for the missing frame again, so that the message is complete.",
      },
    },
    sameId: {
      title: "Two people, same id",
      steps: {
        both: "Get two people, or two windows, to send a message with the same messageId.",
        apart: "Get their frames to mix on the road. Both messages must come out whole.",
      },
    },
    design: {
      title: "Design a channel",
      steps: {
        make: "Make a channel of your own: a name, a letter and a shape.",
        use: "Send a message on it.",
        short: "Choose what it says so that one frame is enough.",
      },
    },
  },
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
};
