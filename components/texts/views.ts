/**
 * What stands on the lab's views, once they are open.
 *
 * @module
 */

import type { FaultKind } from "../../lib/faults.ts";
import { count } from "../words.ts";
import { said } from "./speak.ts";

/** What stands on each. Its title stands in lab.ts, where it is there before the view is open. */
const views = {
  bets: {
    intro: "Say first, then see. Nobody counts how long you take, and you may pass.",
    bet: "Show the answer",
    choose: "Choose an answer first",
    right: "✓ As you said.",
    wrong: (guess: string) => `✗ You said: ${guess}.`,
    soIs: (answer: string) => `It is: ${answer}.`,
    next: "Next bet",
    skip: "Skip this one",
    tryIt: "Try to break it",
    place: (n: number, of: number) => `Bet ${n} of ${of}`,
  },
  compare: {
    intro:
      "A file is sent, and a line of chat a little later. Time is counted here, not waited for; the scheduler is the one that this page sends with.",
    road: (n: string) => `Road ${n}`,
    order: "Who goes next",
    sockets: "Sockets",
    one: "one",
    two: "two, one for files",
    chunkSize: "Chunk size",
    queue: "Queue of the line",
    bytes: (n: number) => `${n} bytes`,
    time: (ms: number) => `${(ms / 1_000).toFixed(1)} s`,
    wait: "Chat waits",
    file: "The file takes",
    frames: "Frames on the wire, in their order",
    strip: (letters: string) => `In words: ${letters}`,
    none: "–",
    twoHint:
      "Two sockets are still one line: what one of them has put into its queue, the other waits for.",
  },
  fork: {
    title: "Play on from here",
    hint: (n: number) => `Frames up to ${n} stay. The rest is played again with these knobs.`,
    fork: "Play the rest again",
  },
  editor: {
    label: "One frame, as JSON",
    send: "Send it",
    sendBroken: "Send it all the same",
    good: "This is a good frame.",
    broken: (rule: string, message: string) => `Rule ${rule}: ${message}.`,
    read: (rule: string) => `Read ${rule}`,
    sent: "It is sent. No answer means that the room has taken it.",
    answer: (data: string) => `The server answers: ${data}`,
    closed: (code: number, reason: string) => `The server has closed: ${code} ${reason}`,
    begin: "Begin with",
    goodFrame: "a good frame",
    breaking: (rule: string) => `one that breaks ${rule}`,
  },
  designer: {
    name: "Name",
    letter: "Letter",
    shape: "Shape",
    colour: "Colour",
    make: "Make it",
    remove: (name: string) => `Remove ${name}`,
    say: (name: string) => `Say something on ${name}`,
    send: "Send",
    class: "Class",
    declared: "Everybody in the room gets it, those who come later too, and can send on it.",
    local:
      "It is known in this page alone. A server that relays any channel takes what you send on it, others answer with F2.",
  },
  bytes: {
    title: "A frame in bytes",
    parts: (data: number, labels: number, around: number) =>
      `${data} bytes of data, ${labels} of labels, ${around} of the WebSocket around it`,
    overhead: (share: number) => `${Math.round(100 * share)} % is not data`,
    binary: (bytes: number, all: number) =>
      `As a binary run of mux.v1 it would be ${bytes} bytes in place of ${all}`,
    caption: "The WebSocket frame around it (RFC 6455, section 5.2)",
    columns: ["Bytes", "Field", "Value", "What for"],
    range: (from: number, to: number) => to - from === 1 ? `${from}` : `${from}–${to - 1}`,
  },
  faults: {
    title: "Faults",
    intro:
      "Inside a connection nothing is ever lost. Here the hub does it on request, and each of these frames says so.",
    channel: "Frames on",
    any: "any channel",
    count: "How many",
    extent: ({ share, count }: { readonly share: number; readonly count?: number }) =>
      count === undefined
        ? share === 1 ? "every one" : `${Math.round(100 * share)} % of them`
        : count === 1
        ? "the next one"
        : `the next ${count}`,
    kinds: {
      drop: "Drop",
      duplicate: "Send twice",
      swap: "Swap with the next",
      delay: "Hold back",
      cut: "Cut the connection after it",
    } satisfies Record<FaultKind, string>,
    stop: "No more faults",
    asked: (what: string) => `The hub was asked: ${what}.`,
  },
  lesson: {
    save: "Save the frames as a file",
    saveHint:
      "Played again, it needs no server; at /solo no network either, once that page has been open here. " +
      "What was said on chat is in it.",
    names: "with names of people",
    bytes: "with what files contain",
    open: "Open a lesson",
    opened: (n: number) => `Opened: ${count(n, "frame")}.`,
    hash: "What it ends in",
    broken: (line: number, rule: string, message: string) => `Line ${line}: ${message} (${rule}).`,
  },
  picture: {
    svg: "Save the wire as a picture (SVG)",
    png: "Save the wire as a picture (PNG)",
    hint: (n: number) => `The last ${n} frames. The SVG says in words, too, what each of them is.`,
    of: (n: number) => `The wire: ${count(n, "frame")}, in the order of the wire`,
  },
  player: {
    close: "Close",
    before: "Before the first frame.",
    hash: (hash: string) =>
      `All of it ends in ${hash}, here, at a terminal, and in any other language.`,
  },
  results: {
    title: "What the class says",
    votes: (n: number) => n === 1 ? "1 answer" : `${n} answers`,
    hidden: "The answers are hidden until the teacher shows them.",
    reveal: "Show the answers",
    hide: "Hide them again",
    answer: "right",
    columns: ["Answer", "How many"],
    csv: "Save as a table (CSV)",
    ndjson: "Save as lines of JSON",
    names: "with names",
  },
};

/** See the module's description. */
export const viewTexts = said({ views });
