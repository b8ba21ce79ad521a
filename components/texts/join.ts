/**
 * What the pages around a room say: the ways into it, why there is none, and what a server allows.
 * The server writes them, and they need no script.
 *
 * @module
 */

import { count } from "../words.ts";
import { said } from "./speak.ts";

const join = {
  /** What stands in a browser's tab, by address. */
  titles: {
    "/join": "Join a classroom",
    "/limits": "Limits of this server",
    "/protocol": "The rules",
    "/rooms": "A classroom of your own",
    "/solo": "Alone, with two simulated classmates",
  } as Readonly<Record<string, string>>,
  titleOf: {
    board: (code: string) => `Join ${code}`,
    room: (code: string) => `Classroom ${code}`,
    teacher: "A teacher's link",
    none: "No page here",
  },
  about:
    "One WebSocket carries chat, presence and file chunks as labelled frames. Watch them share it.",
  front: {
    title: "Many channels on one socket",
    intro:
      "One WebSocket carries chat, presence and files as labelled frames. Watch them share it, with your class.",
    privacy: (textHours: number, fileHours: number) =>
      "This lobby is open: whoever comes, now or later, reads what was said here. This server keeps lines for " +
      `${count(textHours, "hour")} at most, files for ${count(fileHours, "hour")}. No accounts.`,
  },
  code: {
    title: "Join a classroom",
    label: "Code",
    join: "Join",
    hint: "Six letters and digits, from your teacher. Capitals and spaces do not matter.",
    tooLong: (most: number, n: number) => `A code has ${most} characters, this has ${n}.`,
    tooShort: (most: number, missing: number) =>
      `A code has ${most} characters: ${missing} ${missing === 1 ? "is" : "are"} missing.`,
    strange: "A code has no vowels, and no 0, 1, L or Y. Look at it again.",
  },
  name: {
    title: (code: string) => `Classroom ${code}`,
    label: "Your name here",
    hint:
      "A nickname is fine: take this one or write another. Everybody in the room sees it, and your teacher can change it.",
    comeIn: "Come in",
    unfit:
      "This name has a word in it that is not for a class. Choose another: if it is your own, your teacher can give it to you.",
    kept: {
      title: "What is kept on this server:",
      words: (days: number, textHours: number, fileHours: number, cookieHours: number) =>
        `your name, until your teacher ends the room or nobody was here for ${
          count(days, "day")
        }; what you write, for ${count(textHours, "hour")}; files, for ${
          count(fileHours, "hour")
        }. A cookie lets you come back on this device for ${
          count(cookieHours, "hour")
        }. No account, nothing else.`,
    },
  },
  create: {
    title: "For teachers",
    words:
      "A room of your own: your class joins with a code, without accounts. You can lock it, pause it and end it.",
    page: "A classroom of your own",
    notMade: (why: string) => `No room was made: ${why}.`,
    another: "Teach another class?",
  },
  board: {
    title: "Join this classroom",
    /** Around the address. */
    open: ["Open ", " and type this code:"],
    link: "the join link",
    qr: "QR code with the join link",
    joined: { none: "Nobody has joined yet.", one: " has joined.", more: " have joined." },
    advice: {
      /** Around what to start the server with, which the other one has not. */
      restart: [
        "Only this machine can open this address. For a class, start the server with ",
        " and open this page by the machine's name or address.",
      ],
      reopen:
        "Only this machine can open this address. For a class, open this page by the machine's name or address.",
    },
    enter: "Open the classroom",
    own: {
      title: "Your own link.",
      hint: " Keep it, and do not show it to the class.",
      words:
        "It makes whoever opens it the teacher of this room, on any device. This server keeps no " +
        "copy: if it is lost, this browser is the only way back in, for 12 hours.",
      link: "your own link",
    },
    copy: (what: string) => ({
      copy: "Copy",
      label: `Copy ${what}`,
      done: "Copied ✓",
      said: `Copied ${what}`,
    }),
  },
  foot: {
    help: "Help",
    rules: "How it works: the rules of the wire",
    limits: "What may be sent: limits of this server",
    newTab: "in a new tab",
    /** Around the name of the course. */
    credits: [
      "The idea, the frame and the experiments come from the course ",
      "One Road: Multiplexing",
      " by iamaamir. Licence: MIT.",
    ],
  },
  outside: {
    again: "Try again",
    or: ["Or go to ", "the open lobby", ", where nobody needs a code."],
    held: {
      title: "Too many wrong codes",
      words: "They came from your network, perhaps not from you. Wait a minute, then try again.",
    },
    removed: {
      title: "You are not in this classroom any more",
      words: "The teacher has removed you. Talk to them if that was a mistake. " +
        "If you have the code of another room, you can join that.",
    },
    over: {
      title: "This classroom is over",
      words: "Its messages, files and names are gone from this server.",
    },
    lost: {
      title: "There is no such classroom",
      words: (code: string) =>
        code
          ? `No room has the code ${code}. Look at it again, or ask your teacher: it may have ended.`
          : "This is no code of a room. Look at it again, or ask your teacher.",
    },
    closed: {
      title: "Nobody else comes in now",
      /** "the room is locked" → "The room is locked. Ask your teacher." */
      words: (why: string) => `${why[0]!.toUpperCase()}${why.slice(1)}. Ask your teacher.`,
    },
    noLink: {
      title: "This link opens no classroom",
      words:
        "Its room has ended, and all that was in it is gone; or a part of the link is missing.",
    },
  },
  wrong: {
    none: "There is no page here",
    noneWords: "Check the address.",
    failed: "That did not work",
    failedWords: "The server had a problem.",
    back: "Back to the lobby",
  },
  limits: {
    title: "Limits of this server",
    words: [
      "What is over them is refused with an error that says which, and when to try again. On ",
      " nothing is refused: it goes as fast as they allow.",
    ],
    most: "At most",
    what: "What",
    why: "Why",
    setting: "Setting",
    none: "no limit",
    wire: "Bounds of the wire",
    wireWords: "Every server has these, or two programs could not talk.",
    rule: "Rule",
  },
  rules: { title: "The rules", contents: "Contents" },
};

/** See the module's description. */
export const joinTexts = said({ join });
