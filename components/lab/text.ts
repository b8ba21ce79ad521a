/**
 * What the lab says, in English, in one place (bets are in text_bets.ts): a translation has the same
 * keys.
 *
 * @module
 */

import type { FaultKind } from "../../lib/faults.ts";
import { bets, orders } from "./text_bets.ts";

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
  orders,
  bets,
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
