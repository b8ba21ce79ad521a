/**
 * What the page says at first. What is loaded later says its own: detail.ts, choices.ts, near.ts,
 * files.ts, plain.ts, chart.ts, lab.ts, cards.ts, class.ts, own.ts.
 *
 * @module
 */

import type { FaultKind } from "../../lib/faults.ts";
import type { Order } from "../../lib/scheduler.ts";
import { count, duration, size } from "../words.ts";
import { said } from "./speak.ts";

/** By name if it is one person, else how many. */
const one = (who: readonly string[]) => who.length === 1 ? who[0]! : `${who.length} people`;

/** What a frame is, as it is read out. */
const narration = {
  frame: (n: number, what: string, place: string) => `frame ${n}: ${what}${place && `, ${place}`}`,
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
};

const english = {
  title: "Mini Multiplexed Chat",
  intro:
    "One WebSocket carries everything on this page: chat, presence, files and typing, cut into labelled frames. " +
    "The frames take turns on the wire below, and the labels put every message together again. " +
    "Open a second window, say something there while a file is on its way here, and watch.",
  inClass:
    "One WebSocket carries everything on this page: chat, presence, files and typing, cut into labelled frames. " +
    "The frames of everybody in this room take turns on the wire below, and the labels put every message together again. " +
    "Say something while a file is on its way here, and watch.",
  toLobby: "Back to the lobby",
  secondWindow: "Open a second window",

  doors: {
    label: "Classrooms",
    code: "Have a room code?",
    join: "Join",
    teach: "Teach a class?",
    create: "Create a room",
    alone: "Alone? Practise with two simulated classmates",
  },

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
    queued: (n: number, bytes: number) =>
      `${count(n, "frame")}${bytes ? `, ${size(bytes)},` : ""} queued`,
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
  },

  settings: { title: "Settings" },

  notice: {
    dismiss: "Dismiss",
    refused: (rule: string, message: string) => `The server refused a frame (${rule}): ${message}`,
    unsure: (messageId: string) =>
      `Nobody knows whether ${messageId} arrived: the connection ended before the room said so`,
    gap: (n: number, channel: string, reason: string) =>
      `${count(n, "frame")} on ${channel} are gone: ${
        reason === "retention" ? "the room keeps no more" : reason
      }`,
  },

  later: {
    loading: "Loading…",
    failed: "This could not be loaded. If trying again does not help, load the page anew.",
    again: "Try again",
  },

  tabs: {
    label: "Part of the page",
    chat: "Chat",
    frames: "Frames",
    lab: "Lab",
    unread: (n: number) => `${n} new`,
  },

  wire: {
    title: "The wire",
    label: "The wire: one cell a frame, in the order of the wire",
    lanes: [["sent", "↑"], ["received", "↓"]],
    empty: "No frames yet.",
    noneChosen: "No frame is chosen.",
    pause: "Pause the view",
    live: (unseen: number) => unseen > 0 ? `Show ${unseen} new` : "Back to live",
    three: "See three channels share it",
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
      "Keys while the wire has the focus: Space pauses, ← and → go from frame to frame, Home and End to the first and last, F to the filter, Esc leaves, ? opens this.",
    help: "Keys",
    close: "Close",
    frame: (n: number) => `Frame ${n}`,
    why: "Why is this here?",
    copy: "Copy",
    copied: "Copied",
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
    help: "Keys of this list",
    keys:
      "Keys while the list has the focus: Space pauses, ↑ and ↓ go from frame to frame, Home to the first, End to now, F to the filter, Esc leaves, ? opens this.",
    shown: (n: number, all: number, first: number) => {
      const gone = first > 1 ? `, from number ${first} on: earlier ones are not kept` : "";
      return `${n === all ? "" : `${n} of `}${count(all, "frame")}${gone}`;
    },
  },

  channels: {
    title: "Demultiplexed channels",
    columns: ["Channel", "Progress", "Missing", "Message"],
    progress: (received: number, total: number) => `${received} of ${total}`,
    valueText: (received: number, total: number, missing: string) =>
      `${received} of ${total} frames${missing && `, missing ${missing}`}`,
    missing: (which: string) => `${which} not here`,
    cause: {
      overtaken: "later ones overtook them",
      coming: "on the way",
      lost: "the connection is gone",
      silent: (s: number) => `nothing came for ${s} s: its sender waits, or gave up`,
      stopped: "stopped by its sender",
      muted: "its sender was muted",
      left: "its sender has left",
      dropped: "dropped by the hub: injected",
    },
    ask: (n: number) => `Ask for #${n} again`,
    mended: (which: string) => `${which} dropped, asked for again, here`,
    headless: (received: number) => `${count(received, "frame")} of it`,
    begunBefore: "It began before this page came: it cannot be put together here.",
    gap: (n: number) => `piece ${n} missing`,
    bytes: (received: number, total: number) => `bytes, ${Math.floor(100 * received / total)} %`,
    more: (n: number, channel: string) => `${n} more on ${channel} began before these`,
    bar: (what: string, name: string) => `${what} from ${name}`,
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
    earlier: (n: number) => `Show ${count(n, "earlier line")}`,
    gone: (most: number) => `Only the last ${count(most, "line")} are kept here.`,
    jump: (n: number) =>
      n > 0 ? `${count(n, "new line")}, jump to the latest` : "Jump to the latest",
    typing: (names: readonly string[]) =>
      names.length === 0 ? "" : `${names.join(", ")} ${names.length === 1 ? "is" : "are"} typing…`,
    waiting: "waits for the connection",
    sending: "on its way",
    sent: "The room has it",
    again: "Send again",
    forget: "Forget it",
    paused: "Your teacher has paused the room: read, and write later.",
    muted: "Your teacher has muted you: read, and write later.",
    out: "You are not in the room any more: what was said is here to read, until you go on.",
    you: (name: string) => `${name} (you)`,
  },

  send: {
    title: "Send on the same socket",
    fake: "Send fake file",
    sample: "Send sample text, 12 KB",
    tooShort: (size: number) => `too many frames for one message: from chunk size ${size} on`,
    three: "Send all three",
    presence: "I am",
    online: "online",
    away: "away",
    real: (bytes: number) => `Send a real file, up to ${size(bytes)}`,
    perFrame: (bytes: number) => `1 frame for each ${count(bytes, "byte")}`,
    realHint: "It goes in pieces, between the frames of everybody else.",
    tooLarge: (name: string, bytes: number, most: number) =>
      `${name} has ${size(bytes)}. Up to ${size(most)} can be sent here.`,
    unsure: "Nobody knows whether all of it arrived: the connection ended before the room said so.",
    /** What a long text on `file` is called. */
    text: "a long text",
    stopped: "Stopped: the others have a part of it at most.",
    refused: (reason: string) => `Not sent: ${reason}. Try again when it may be sent.`,
    closed: "Not sent: the connection is closed.",
    gone: "Not sent: the page was loaded anew. Choose it again to send it.",
  },

  knobs: {
    title: "Turn the knobs",
    step: "Send one frame",
    notNow: "Not now: this turns the knobs, and your teacher has set them for all.",
    orders: {
      "one-at-a-time": "one message at a time",
      "round-robin": "take turns",
      "priority": "chat first, files last",
    } satisfies Record<Order, string>,
    perSecond: (n: number) => n === 1 ? "1 frame a second" : `${n} frames a second`,
    rate: (bits: number) => bits >= 1e6 ? `${bits / 1e6} Mbit/s` : `${bits / 1e3} kbit/s`,
  },

  people: {
    title: "People",
    nobody: "Nobody yet.",
    state: { online: "online", away: "away", left: "left" },
    muted: "muted",
    teacher: "teacher",
    removed: (name: string) => `${name} (removed)`,
    /** Of somebody who is here in several windows, all but the first. */
    inWindow: (name: string, n: string) => `${name} (window ${n})`,
  },

  room: {
    bar: {
      room: "Classroom",
      board: "Code and links",
      newTab: "in a new tab",
      teacher: "Teacher:",
      you: "You:",
      leave: "Leave",
    },
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
      paused: "You have paused the room: students read, and write later.",
      led: (knobs: string) => `All pages follow you: ${knobs}.`,
      injected: (faults: string) => `Injected, because you asked the hub: ${faults}.`,
    },
    faults: {
      kinds: {
        drop: "drop",
        duplicate: "send twice",
        swap: "swap with the one after it",
        delay: "hold back for a second",
        cut: "cut the sender's connection after it",
      } satisfies Record<FaultKind, string>,
      next: (n: number) => n === 1 ? "the next frame" : `the next ${n} frames`,
      every: "every frame",
      share: (percent: number) => `${percent} % of all frames`,
      on: (channel: string) => ` on ${channel}`,
    },
  },

  experiments: { title: "Try these experiments" },
  narration,

  projector: {
    room: (code: string) => `Room ${code}`,
    pause: "Pause",
    live: "Back to live",
    leave: "Leave the projector view",
  },

  /** What is closed at first. */
  closed: {
    more: {
      title: "More to try",
      hint: "Missions, bets, another road, frames by hand, and lessons to keep",
    },
    own: { title: "Bring your own server" },
  },

  announcer: {
    frames: (n: number, parts: string) => `${count(n, "frame")} came: ${parts}`,
    message: (channel: string, who: string, text: string) =>
      `${channel} from ${who}${text && `: ${text}`}`,
    file: (name: string, percent: number) => `${name}: ${percent} %`,
    failed: (name: string) => `${name} was not sent`,
    came: (name: string, who: string) => `${name} from ${who} is here`,
    joined: (who: readonly string[]) => `${one(who)} joined`,
    left: (who: readonly string[]) => `${one(who)} left`,
    back: "Connected again",
  },
};

/** See the module's description. */
export const texts = said(english);
