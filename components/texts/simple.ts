/**
 * The explanations for readers of 11 and over: short sentences, everyday words, and one new word at
 * a time. Names of buttons stay, so that a class can talk about them.
 *
 * @module
 */

import type { Pack } from "./speak.ts";

const list = (texts: readonly string[]) => texts.map((text) => `“${text}”`).join(", ");
const frames = (n: number) => n === 1 ? "1 frame" : `${n} frames`;
const seconds = (time: number) => `${(time / 1_000).toFixed(2)} seconds`;

/** How the next frame is chosen, after “Here”. */
const orders = {
  "one-at-a-time": "one message goes to its end before the next begins",
  "round-robin": "each message sends one frame, then it is the next one's turn",
  "priority": "chat goes first and files go last",
};

const simple: Pack = {
  intro:
    "This page has one line to the server, called a WebSocket. Chat, files and all the rest share it. " +
    "Each message is cut into small pieces with a label: frames. Frames of different messages take turns, like cars that merge on one road. The labels say how to put each message together again. " +
    "Open a second window and send a file. Chat while the file is on its way. Watch the wire.",
  solo:
    "You are alone here, with two classmates who are not real: robin and wren. The computer plays them. " +
    "Their frames and yours use the same wire. " +
    "You are the boss here. Under More to try you can lose frames on purpose, and make new channels. " +
    "Next time you may not even need the internet, if your browser can keep this page.",

  send: { realHint: "It goes in small pieces. In between, others can send too." },

  knobs: {
    led: "Your teacher has set these for everybody.",
    cut: (n) =>
      n === 1 ? "Each letter gets a frame of its own." : `Each frame carries up to ${n} letters.`,
    measured: "Timed on your own lines: from when you press Enter until the room has your line.",
  },

  channels: {
    cause: {
      overtaken: "later ones were faster",
      coming: "on the way",
      lost: "the line was cut",
      silent: (s) => `nothing came for ${s} s: the sender waits, or has given up`,
      dropped: "lost on purpose by the hub: injected",
    },
  },

  experiments: {
    intro: "Guess first. Then the page really does it, and counts.",
    twoWindows: {
      question: (here) =>
        (here < 2
          ? "Only you are here: open a second window first. "
          : `There are ${here} windows here. `) +
        "You send one line of chat. Who gets its frames?",
      came: (n, me) => `${frames(n)} came back to you, with your name “${me}” on it.`,
      toAll: (here) => `The server gives every frame to all ${here} windows. Look at the others!`,
    },
    fakeFile: {
      question: (data, size) =>
        `The file says “${data}”. A frame carries up to ${size} letters. How many frames does it need?`,
    },
    smaller: {
      question: (chat) =>
        `Each frame carries 2 letters. One click sends chat (“${chat}”), presence and file. Who goes when?`,
      why: (letters) =>
        `They went like this: ${letters}. In each round, everybody who waits sends one frame. So nobody waits for a long message to end.`,
    },
    typing: {
      question: (size) =>
        `A new channel shows who is typing. A frame carries up to ${size} letters. Which text needs the fewest frames, and we still know who it is?`,
      why: (counted, me) =>
        `${counted}. Each frame has the sender's name on it anyway: “${me}”. After 3 seconds it is forgotten.`,
    },
  },

  why: {
    injected: "Somebody asked for this fault. It did not happen by itself.",
    control: "Page and server talk about the line itself here. That goes first (T1).",
    run: (n) => `It stands for ${n} pieces of a file that left together (B4).`,
    room: (place) => `The room sends each frame to everybody, also to who sent it (P1)${place}.`,
    offset: (offset, channel) => `. It has number ${offset} on ${channel}`,
    one: (messageId, channel) => `${messageId} on ${channel} is short. One frame is enough.`,
    first: (messageId, channel, total) =>
      `${messageId} on ${channel} was cut into ${total} pieces (S1). This is the first.`,
    piece: (place, total, messageId) =>
      `It is piece ${place} of ${total} of ${messageId}. Pieces leave in order (S4).`,
    nobodyElse: "Nobody else was waiting, so the same message went on.",
    untilOver: "One message at a time: the others wait until it is done.",
    nextInLine: (before) => `${before} was done. This one was next in line.`,
    turn: (before) => `${before} had its turn. Then it was this one's turn (S3).`,
    bulk: "No chat was waiting, so the file could go on (T3).",
    passed: "It may go before the file: people wait for it (T2).",
    equals: (before, channel) => `${before} and ${channel} take turns, both as much (T2).`,
  },

  missions: {
    road: {
      steps: {
        three: "Send something on three channels. They all use one line.",
        between: "Get a frame of one channel in between two frames of another.",
      },
    },
    cut: {
      steps: {
        several: "Send a message that needs more than one frame.",
        smaller: "Send the same message again, cut into more frames.",
      },
    },
    wait: {
      steps: {
        behind: "Send a file. Chat at the same time. Make chat wait half a second or more.",
        passes: "Turn a knob. Now chat beside a file must wait only half as long.",
      },
    },
    lose: {
      steps: {
        drop: "Have a frame lost on purpose.",
        find: "Find the message with a hole. Its row shows the number that is missing.",
        mend: "Ask for the lost frame again. The message is whole.",
      },
    },
    sameId: {
      steps: {
        both: "Send a message with the same messageId as another person or window.",
        apart: "Get their frames to mix. Both messages must still be whole.",
      },
    },
    design: {
      steps: {
        make: "Make a channel of your own. Give it a name, a letter and a shape.",
        use: "Send a message on it.",
        short: "Send something so short that one frame is enough.",
      },
    },
  },

  cards: {
    orders,
    bytes: {
      fin: "1: the message ends here",
      rsv: "not used here",
      opcode: "1: this is text",
      mask: {
        up: "1: a browser must scramble what it sends",
        down: "0: a server does not scramble",
      },
      length: (bytes) =>
        bytes <= 125 ? `${bytes} bytes follow` : "a sign: the length is in the next bytes",
      extended: (bytes) => `how long it is, in ${bytes} bytes`,
      key: "4 bytes by chance, to scramble with",
      payload: "our frame, as text",
    },
    bets: {
      frames: {
        question: (data, size) =>
          `A frame carries up to ${size} letters. How many frames does “${data}” need?`,
        why: (pieces) => `These are the pieces: ${list(pieces)}. A space counts as a letter.`,
      },
      next: {
        question: (channels, gone) =>
          `Messages on ${channels.join(", ")} take turns. These frames are gone: ${
            gone.join(", ")
          }. Who is next?`,
        why: (order) => `One frame each, round after round: ${order.join(", ")}.`,
      },
      missing: {
        question: (here, total) =>
          `A message has ${total} frames. These are here: ${
            here.join(", ")
          }. Which one is missing?`,
        why: (total) => `Count from #0 to #${total - 1}. One number is not there.`,
      },
      finishesFirst: {
        question: (messages, size) =>
          `These take turns, with up to ${size} letters in a frame: ${
            messages.map(({ channel, data }) => `${channel} “${data}”`).join(", ")
          }. Which one is done first?`,
        why: (channel, total) =>
          `${channel} needs only ${frames(total)}. Who needs the fewest turns is done first.`,
      },
      beside: {
        question: (n, order) =>
          `A file of ${n} frames is on its way. Here ${
            orders[order]
          }. You send one short line of chat. Is it there before the file?`,
        why: (order, ends) =>
          `Here ${orders[order]}. The file starts. ${
            ends.map(([channel, at]) => `After ${seconds(at)} ${channel} is there`).join(". ")
          }.`,
      },
      sameId: {
        question: (one, other, lines) =>
          `${one} says “${lines[0]}”. ${other} says “${
            lines[1]
          }”. Both call it chat-1, and the frames mix. How many messages come out?`,
        why: (texts) => `Each frame also says who sent it. So this came out: ${list(texts)}.`,
      },
      repeat: {
        question: (data, sequence) =>
          `You send “${data}”. Frame #${sequence} comes twice. What does the message say?`,
        nothing: "Nothing, it never gets done",
        why: (sequence) =>
          `There is one place for #${sequence}. It is taken, so the second one changes nothing.`,
      },
    },
    editor: {
      fixes: {
        F1: "Look at the braces, the quotes and the commas. One is missing, or too many.",
        F2: "Choose a channel that the room has.",
        F3: "Give the message a short name, like chat-1.",
        F4: "total says how many frames there are. It is 1 or more.",
        F5: "We count from 0. If there are 5 frames, the last one is number 4.",
        F6: "Put the text in double quotes. Make it shorter if it is very long.",
        F7: "The frame is too long. Cut the message into more frames.",
      },
      hints: {
        overwritten: "from and offset are written by the server. It ignores what you say there.",
        others: (n) => `The message needs ${n} more ${n === 1 ? "frame" : "frames"}.`,
        unknown: (names) => `Nobody knows these words, so nothing happens: ${names.join(", ")}.`,
      },
    },
  },

  views: {
    bets: { intro: "Guess first, then look. Take your time. You may skip." },
    missions: { intro: "The page looks at the frames and sees when you are done." },
    compare: {
      intro:
        "A file starts. A little later somebody chats. It happens on two roads, with different rules. How long does chat wait?",
      twoHint: "Two sockets still share one line. If one fills it up, the other must wait.",
    },
    fork: { hint: (n) => `Frames up to ${n} stay. The rest is played again with your knobs.` },
    editor: {
      good: "This frame is fine.",
      sent: "Sent. If nobody answers, the room has taken it.",
    },
    faults: {
      intro: "A good line loses nothing. Here you can lose frames on purpose. They are marked.",
    },
    lesson: {
      saveHint:
        "You can play it again without a server. On the page /solo you do not even need the internet, " +
        "if you were there before. The chat is in it too.",
    },
    player: {
      hash: (hash) => `A check number for all of it: ${hash}. It is the same on every computer.`,
    },
  },
};

export default simple;
