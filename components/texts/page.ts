/**
 * What the page says at first. What is loaded later says its own: detail.ts, choices.ts, files.ts,
 * plain.ts, lab.ts, cards.ts, class.ts, own.ts.
 *
 * @module
 */

import type { FaultKind } from "../../lib/faults.ts";
import type { Order } from "../../lib/scheduler.ts";
import { count, duration, size } from "../words.ts";
import { said } from "./speak.ts";

/** The course's experiments. */
const experiments = {
  title: "Try these experiments",
  intro: "Say first what you expect. The answer is counted from the frames that really come.",
  choose: "Choose an answer first",
  alone: "Open a second window first",
  run: "Run it",
  again: "Run it again",
  running: "Running…",
  right: "✓ As you said.",
  wrong: (guess: string) => `✗ You said: ${guess}.`,
  happened: "What happened:",
  twoWindows: {
    title: "Two windows, one room",
    question: (here: number) =>
      (here < 2
        ? "You are alone here: open a second window first. "
        : `There are ${here} windows here. `) +
      "You send one chat message. Which windows get its frames?",
    every: "Every window, mine too",
    others: "Every window but mine",
    mine: "Only mine",
    none: "No frame came back to this window.",
    came: (frames: number, me: string) =>
      `${count(frames, "frame")} came back to this window, each from "${me}".`,
    toAll: (here: number) => `The server sends each to all ${here}: look at the other windows.`,
  },
  fakeFile: {
    title: "A file in frames",
    question: (data: string, size: number) =>
      `The fake file is "${data}". At chunk size ${size}, how many frames carry it?`,
    why: (pieces: string) => `These came: ${pieces}.`,
  },
  smaller: {
    title: "Smaller chunks",
    question: (chat: string) =>
      `At chunk size 2, one click sends chat ("${chat}"), presence and file. In which order do the frames leave?`,
    blocks: "All of chat, then presence, then file",
    turns: "In turn: chat, presence, file, chat…",
    shortest: "The shortest message first",
    why: (letters: string) =>
      `What left: ${letters}. Who waits gets a turn each round, so nobody waits for the end of a long message.`,
  },
  typing: {
    title: "A typing channel",
    question: (size: number) =>
      `A new channel says that somebody is typing. Which payload needs the fewest frames at chunk size ${size}, and still tells who it is?`,
    payloads: (me: string) => [`${me} is typing`, "on", "the text so far, as it grows"],
    counted: (data: string, frames: number) => `"${data}": ${count(frames, "frame")}`,
    why: (counted: string, me: string) =>
      `${counted}. Every frame says from: "${me}" anyway, and 3 seconds later it is forgotten.`,
  },
};

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
    failed: "This could not be loaded: is there a connection?",
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
    gone:
      "Not sent: the page was loaded anew before all of it had left. Choose it again to send it.",
  },

  knobs: {
    title: "Turn the knobs",
    led: "Your class's teacher has set these for all.",
    notNow: "Not now: this turns the knobs, and your teacher has set them for all.",
    chunkSize: "Chunk size",
    slowed: "Your line was made slow for that, as it is with a phone far out.",
    unslow: "Put it back",
    noSize: (most: number) => `From 1 to ${most.toLocaleString("en")}, without a fraction.`,
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

  experiments,
  narration,

  projector: {
    title: "Projector",
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
