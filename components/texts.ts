/**
 * Everything that the page says, in one place. Another language is one more object of the same
 * shape.
 *
 * @module
 */

import type { FaultKind } from "../lib/faults.ts";
import type { Order } from "../lib/scheduler.ts";
import { count, size } from "./words.ts";

const english = {
  title: "Mini Multiplexed Chat",
  intro:
    "One WebSocket carries everything on this page: chat, presence, files and typing, cut into labelled frames. " +
    "The frames take turns on the wire below, and the labels put every message together again. " +
    "Open a second window, say something there while a file is on its way here, and watch.",
  solo:
    "This room is in your page alone, with two classmates, robin and wren, who are simulated. " +
    "They speak the same wire as everybody: watch their frames take turns with yours. " +
    "You lead here: ask the hub for faults, and make channels of your own, under More to try.",
  secondWindow: "Open a second window",

  status: {
    phase: {
      connecting: "Connecting…",
      open: "Connected",
      waiting: "Connection lost",
      closed: "Closed",
    },
    you: "You are",
    here: (n: number) => n === 1 ? "1 person here" : `${n} people here`,
    rtt: (ms: number) => `round trip ${duration(ms)}`,
    queued: (n: number) => `${count(n, "frame")} queued`,
    room: (code: string) => `Room ${code}`,
    retryIn: (s: number) => `Trying again in ${s} s.`,
    retry: "Try now",
    reopen: "Connect again",
    /** What the server said last to somebody who may not come back by themselves. */
    out: (why: string) => `${why[0]?.toUpperCase() ?? ""}${why.slice(1)}.`,
    outside: "Go on",
    lost: (why: string, code: number, waits: boolean) =>
      `${why} (code ${code}). What you write ${waits ? "is sent when it is back" : "stays here"}.`,
    closedWhy: "It was closed",
    silentWhy: "The server does not answer",
    back: "Connected again, nothing was lost",
    colours: "Colours",
    theme: { system: "like the system", light: "light", dark: "dark" },
  },

  notice: {
    dismiss: "Dismiss",
    notSent: (n: number) => `The connection ended: ${n} frames were not sent`,
    badFrame: (rule: string, message: string) =>
      `The server sent a bad frame (${rule}): ${message}`,
    refused: (rule: string, message: string) => `The server refused a frame (${rule}): ${message}`,
    notUsed: (from: string, reason: string) => `A frame from ${from} was not used: ${reason}`,
    says: (words: string) => `The server says: ${words}`,
    unsure: (messageId: string) =>
      `Nobody knows whether ${messageId} arrived: the server began anew while it was on its way`,
    gap: (n: number, channel: string, reason: string) =>
      `${count(n, "frame")} on ${channel} are gone: ${
        reason === "retention" ? "the room keeps no more" : reason
      }`,
  },

  tabs: { label: "Part of the page", chat: "Chat", frames: "Frames", lab: "Lab" },

  wire: {
    title: "The wire",
    label: "The wire: one cell a frame, in the order of the wire",
    lanes: ["sent ↑", "received ↓"],
    empty: "No frames yet.",
    pause: "Pause the view",
    live: (unseen: number) => unseen > 0 ? `Show ${unseen} new` : "Back to live",
    back: "One frame back",
    on: "One frame on",
    play: "Play",
    stop: "Stop",
    speed: "Speed",
    position: "Position",
    positionText: (n: number, last: number) => `frame ${n} of ${last}`,
    table: "Table instead",
    picture: "Picture instead",
    tableCaption: "The last frames on the wire, the newest last",
    keys:
      "Keys while the wire has the focus: Space pauses, ← and → go from frame to frame, Home and End to the first and last, F to the filter, Esc leaves.",
    help: "Keys",
    close: "Close",
    frame: (n: number) => `Frame ${n}`,
    why: "Why is this here?",
    copy: "Copy",
    copied: "Copied",
    ago: (s: string) => `${s} ago`,
    sent: "sent",
    received: "received",
  },

  raw: {
    title: "Raw frames on one socket",
    columns: ["#", "Time", "↑↓", "Channel", "From", "Message", "Piece", "Bytes", "Frame"],
    direction: { all: "both ways", up: "↑ sent", down: "↓ received" },
    filter: {
      legend: "Filter",
      channel: "Channel",
      direction: "Direction",
      sender: "Sender",
      text: "Text",
      all: "all",
      anybody: "anybody",
    },
    pause: "Pause this list",
    resume: (n: number) => n > 0 ? `${n} new, jump to now` : "Jump to now",
    none: "No frame fits the filter.",
    copyAll: "Copy these as text",
    control: "Show acks and credit",
    shown: (n: number, all: number) => n === all ? `${n} frames` : `${n} of ${all} frames`,
  },

  channels: {
    title: "Demultiplexed channels",
    columns: ["Channel", "Progress", "Missing", "Message"],
    progress: (received: number, total: number) => `${received} of ${total}`,
    valueText: (received: number, total: number, missing: string) =>
      `${received} of ${total} frames${missing && `, missing ${missing}`}`,
    missing: (which: string) => `${which} not here yet`,
    cause: {
      overtaken: "later ones overtook them",
      coming: "on the way",
      lost: "the connection is gone",
      dropped: "dropped by the hub: injected",
    },
    ask: (n: number) => `Ask for #${n} again`,
    mended: (which: string) => `${which} dropped, asked for again, here`,
    gap: (n: number) => `piece ${n} missing`,
    bytes: (received: number, total: number) => `bytes, ${Math.floor(100 * received / total)} %`,
    bar: (channel: string, messageId: string, from: string) =>
      `${channel} ${messageId} from ${from}`,
  },

  chat: {
    title: "Chat",
    empty: "Nobody has said anything yet.",
    message: "Message",
    send: "Send",
    hint: "Enter sends, Shift+Enter begins a new line",
    makes: (n: number) => `makes ${count(n, "frame")}`,
    history: "Said before you came",
    fresh: "New",
    jump: (n: number) =>
      n > 0 ? `${count(n, "new line")}, jump to the latest` : "Jump to the latest",
    typing: (names: readonly string[]) =>
      names.length === 0 ? "" : `${names.join(", ")} ${names.length === 1 ? "is" : "are"} typing…`,
    waiting: "waits for the connection",
    sending: "on its way",
    sent: "The room has it",
    failed: (why: string) => `Not sent: ${why}`,
    again: "Send again",
    forget: "Forget it",
    paused: "Your teacher has paused the room: read, and write later.",
    muted: "Your teacher has muted you: read, and write later.",
    you: (name: string) => `${name} (you)`,
  },

  send: {
    title: "Send on the same socket",
    fake: "Send fake file",
    sample: "Send sample text, 12 KB",
    three: "Send all three",
    presence: "I am",
    online: "online",
    away: "away",
    real: (bytes: number) => `Send a real file, up to ${size(bytes)}`,
    realHint: "It goes in pieces, between the frames of everybody else.",
    tooLarge: (name: string, bytes: number, most: number) =>
      `${name} has ${size(bytes)}. Up to ${size(most)} can be sent here.`,
    progress: (name: string) => `Sending ${name}`,
    part: (acked: number, total: number) => `${acked} of ${total} frames`,
    failed: (why: string) => `Not sent: ${why}`,
  },

  knobs: {
    title: "Turn the knobs",
    led: "Your class's teacher has set these for all.",
    chunkSize: "Chunk size",
    order: "Who goes next",
    orders: {
      "one-at-a-time": "one message at a time",
      "round-robin": "take turns",
      "priority": "chat first, files last",
    } satisfies Record<Order, string>,
    pace: "Pace",
    full: "as fast as it goes",
    perSecond: (n: number) => n === 1 ? "1 frame a second" : `${n} frames a second`,
    held: "by hand, step by step",
    step: "Send one frame",
    bandwidth: "My line",
    unlimited: "as it is",
    rate: (bits: number) => bits >= 1e6 ? `${bits / 1e6} Mbit/s` : `${bits / 1e3} kbit/s`,
    delay: "Delay of my line",
    ms: (n: number) => n === 0 ? "none added" : `${n} ms`,
    waiting: (n: number) => n > 0 ? `${count(n, "frame")} waiting for a turn` : "",
    cut: (n: number) => `A message is cut every ${count(n, "character")}.`,
    question: "How long does chat wait?",
    alone: "Chat waits, with nothing beside it:",
    beside: "Chat waits, while a file is moving:",
    unknown: "not measured yet",
    soFar: (ms: number) => `${duration(ms)} so far`,
    before: (order: string, ms: string) => `${order}: ${ms}`,
    measure: "Send a file, and chat beside it",
    measured: "Measured on your own lines: from Enter until the room has the line.",
    lineAlone: "Nothing is beside this line.",
    line: "Does this line have to wait?",
    chart: "Show the waits of the last minute as a chart",
    chartLabel: "The longest wait of chat in each of the last 60 seconds",
    chartAlone: "chat alone",
    chartBeside: "beside a file",
    noChart: "The chart could not be loaded.",
  },

  people: {
    title: "People",
    nobody: "Nobody yet.",
    state: { online: "online", away: "away", left: "left" },
    muted: "muted",
    teacher: "teacher",
  },

  files: {
    title: "Files",
    save: (name: string) => `Save ${name}`,
    from: (name: string) => `from ${name}`,
    whole: "whole: its hash is what the sender said",
    hash: "SHA-256",
    damaged: "damaged: its hash is not what the sender said",
    preview: (name: string) => `Preview of ${name}`,
  },

  room: {
    paused: "Your teacher has paused the room.",
    muted: "Your teacher has muted you.",
    locked: "The room is locked: nobody else comes in.",
    hidden: "Names are hidden.",
    led: (knobs: string) => `Your teacher leads this page: ${knobs}.`,
    alone: "Your teacher sets the knobs of the class; yours are your own.",
    follow: "Follow the teacher",
    knobs: {
      chunkSize: (n: number) => `chunk size ${n}`,
      bandwidth: (rate: string) => `a line of ${rate}`,
      delay: (ms: number) => `${ms} ms more on the way`,
      held: "frames held, until the teacher steps",
    },
    injected: (faults: string) => `Injected, because your teacher asked the hub: ${faults}.`,
    toTeacher: {
      led: (knobs: string) => `All pages follow you: ${knobs}.`,
      injected: (faults: string) => `Injected, because you asked the hub: ${faults}.`,
    },
    faults: {
      kinds: {
        drop: "drop",
        duplicate: "send twice",
        swap: "swap with the one after it",
        delay: "hold back for a second",
        cut: "cut the sender's connection after",
      } satisfies Record<FaultKind, string>,
      next: (n: number) => n === 1 ? "the next frame" : `the next ${n} frames`,
      every: "every frame",
      share: (percent: number) => `${percent} % of all frames`,
      on: (channel: string) => ` on ${channel}`,
    },
    notLoaded: "A part of this page could not be loaded. Reload it when you are connected.",
    powers: "You are the teacher",
    lock: "Lock the room",
    pause: "Pause everybody",
    hide: "Hide names",
    clear: "Clear all that was said",
    end: "End the room for all",
    sure: "Sure? Do it",
    keep: "Keep it",
    mute: (name: string) => `Mute ${name}`,
    unmute: (name: string) => `Let ${name} speak`,
    remove: (name: string) => `Remove ${name}`,
    rename: (name: string) => `Rename ${name}`,
    newName: (name: string) => `New name for ${name}`,
    ended: "This room is over, and its data is gone.",
    removed: "Your teacher has taken you out of the room.",
  },

  announcer: (n: number, parts: string) => `${count(n, "frame")} came: ${parts}`,
};

/** What a language has to say. */
export type Texts = typeof english;

/** The language of the page. */
export const texts: Texts = english;

/** A time for people: "12 ms", "3.1 s". */
export function duration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
