/**
 * Labels of the lab's views, in English. See text.ts.
 *
 * @module
 */

import type { FaultKind } from "../../lib/faults.ts";

const frames = (n: number) => `${n} ${n === 1 ? "frame" : "frames"}`;

/** What stands on the lab's views. */
export const views = {
  bets: {
    title: "Place your bets",
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
  missions: {
    title: "Missions",
    intro: "Each is done when the frames show it.",
    done: "done",
    left: "to do",
    part: (done: number, of: number) => `${done} of ${of} steps`,
    experiment: (title: string) => `The experiment “${title}” asks about the same.`,
  },
  compare: {
    title: "The same, on another road",
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
    title: "Write a frame by hand",
    label: "One frame, as JSON",
    send: "Send it",
    sendBroken: "Send it all the same",
    good: "This is a good frame.",
    broken: (rule: string, message: string) => `Rule ${rule}: ${message}.`,
    sent: "It is sent. No answer means that the room has taken it.",
    answer: (data: string) => `The server answers: ${data}`,
    closed: (code: number, reason: string) => `The server has closed: ${code} ${reason}`,
    begin: "Begin with",
    goodFrame: "a good frame",
    breaking: (rule: string) => `one that breaks ${rule}`,
  },
  designer: {
    title: "Make a channel of your own",
    name: "Name",
    letter: "Letter",
    shape: "Shape",
    colour: "Colour",
    make: "Make it",
    remove: (name: string) => `Remove ${name}`,
    say: (name: string) => `Say something on ${name}`,
    send: "Send",
    notCarried:
      "This server relays only the channels that it declares, and answers others with F2. Your channel works in the room of solo mode, and on a server of your own that relays any.",
    carried: "Whoever is in the room gets what you send on it.",
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
    title: "Keep this lesson",
    save: "Save the frames as a file",
    saveHint: "Played again, it needs no server. What was said on chat is in it.",
    names: "with names of people",
    bytes: "with what files contain",
    open: "Open a lesson",
    opened: (n: number) => `Opened: ${frames(n)}.`,
    hash: "What it ends in",
    broken: (line: number, rule: string, message: string) => `Line ${line}: ${message} (${rule}).`,
  },
  player: {
    lesson: "A lesson",
    fork: "As it would have been",
    close: "Close",
    play: "Play",
    pause: "Pause",
    back: "One frame back",
    on: "One frame on",
    speed: "Speed",
    position: "Position in the lesson",
    at: (n: number, last: number) => `frame ${n} of ${last}`,
    before: "Before the first frame.",
    caption: "What the frames make up so far",
    columns: ["Channel", "Frames", "Missing", "Message"],
    part: (received: number, total: number) => `${received} of ${total}`,
    hash: (hash: string) =>
      `All of it ends in ${hash}, here, at a terminal, and in any other language.`,
  },
  more: {
    title: "More to try",
    hint: "Missions, bets, another road, frames by hand, and lessons to keep",
    loading: "One moment…",
    failed: "It could not be loaded. Try again when you are connected.",
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
