/**
 * Everything that the page says, in one place. Other words for it, simpler ones or another
 * language's, are a {@linkcode Pack}: components/levels.ts has a list of them.
 *
 * @module
 */

import { signal } from "@preact/signals";
import type { FaultKind } from "../lib/faults.ts";
import type { Order } from "../lib/scheduler.ts";
import { count, size } from "./words.ts";

/** Orders of a scheduler, as a clause. */
const orders: Readonly<Record<Order, string>> = {
  "one-at-a-time": "one message goes at a time",
  "round-robin": "messages take turns",
  "priority": "what people wait for goes first",
};

/** “hell”, “o mu” and “ltip”. */
const quoted = (texts: readonly string[]) => texts.map((text) => `“${text}”`).join(", ");

const seconds = (time: number) => `${(time / 1_000).toFixed(1)} s`;

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
    why: (order: Order, waits: readonly (readonly [string, number])[]) =>
      `Where ${orders[order]}, ${
        waits.map(([channel, time]) => `${channel} took ${seconds(time)}`).join(" and ")
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
};

/** All sentences of the lab's logic. */
const lab = {
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

/** The course's experiments. */
const experiments = {
  title: "Try these experiments",
  intro: "Say first what you expect. The answer is counted from the frames that really come.",
  choose: "Choose an answer first",
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
    alone: "Nobody else was here to get them.",
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

/** Why a frame is where it is, with the rule that put it there. */
const why = {
  injected: "Something was done to it on request: this is injected, never an accident.",
  control:
    "The two ends speak about the connection itself. Such frames go first and wait for nothing (T1).",
  run: (frames: number) =>
    `It stands for ${frames} pieces of bytes in a row, which leave together as one run (B4).`,
  room: (place: string) =>
    "The room sends each frame to every window, the sender's too, in one order for all (P1)" +
    `${place}.`,
  offset: (offset: number, channel: string) =>
    `: this one has place ${offset} in the log of ${channel}`,
  one: (messageId: string, channel: string) =>
    `The message ${messageId} on ${channel} is short enough for one frame.`,
  first: (messageId: string, channel: string, total: number) =>
    `The message ${messageId} on ${channel} was cut into ${total} pieces (S1); this is the first.`,
  piece: (place: number, total: number, messageId: string) =>
    `It is piece ${place} of ${total} of ${messageId}: the pieces of a message leave in order (S4).`,
  nobodyElse: "Nobody else was waiting, so the same message went on.",
  untilOver: "One message at a time: nobody else goes before this message is over.",
  nextInLine: (before: string) => `${before} was over, and this one was next in line.`,
  turn: (before: string) => `It was this message's turn: ${before} had its own just before (S3).`,
  bulk: "Nobody whom it would keep waiting had anything to say (T3).",
  passed: "It passed the bulk that is still in line: people wait for it (T2).",
  equals: (before: string, channel: string) =>
    `${before} and ${channel} are equals, and take turns by bytes (T2).`,
};

/** What stands on the lab's views. */
const views = {
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
    read: (rule: string) => `Read ${rule}`,
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
    class: "Class",
    declared: "Everybody in the room gets it, those who come later too, and can send on it.",
    local:
      "It is known in this page alone. A server that relays any channel takes what you send on it, others answer with F2.",
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

const people = (n: number) => `${n} ${n === 1 ? "person" : "people"}`;

/** What a teacher reads, and a class that is asked. */
const teaching = {
  teacher: {
    follow: "Everybody follows me",
    hold: "Hold all frames",
    step: "Step all: one frame each",
    projector: "Projector view",
    newWindow: "(new window)",
    more: "More for the class",
    panels: {
      knobs: "Knobs for all",
      faults: "Faults",
      bets: "Ask a bet",
      results: "Who did what",
    },
  },
  knobs: {
    title: "Knobs for all",
    led: "Turn one, and every page has it. Students cannot turn theirs meanwhile.",
    free: "Everybody turns their own. Turn one here, and all pages follow you.",
  },
  faults: {
    now: (faults: string) => `Asked for, and badged “injected” on every page: ${faults}.`,
    none: "No fault is asked for: every frame comes.",
    mend:
      "What was dropped is missing under “Demultiplexed channels”. Anybody can ask for it again there.",
  },
  bets: {
    title: "Ask a bet",
    which: "Which bet",
    other: "Other numbers",
    ask: "Ask the class",
    asked: "The class is asked:",
    close: "Take it back",
    soFar: "Bets so far",
    none: "Nobody has bet yet.",
    answered: (n: number, of: number) => `${n} of ${people(of)} have answered.`,
    onAllPages: "The answers are shown on all pages.",
  },
  results: {
    title: "Who did what",
    caption: "People of the class: who is here, what they have bet and done",
    columns: ["Person", "Here", "Bets", "Missions", "Done"],
    here: "here",
    gone: "not here",
    connected: (n: number, of: number) => `${n} of ${people(of)} connected`,
    missions: (done: number, of: number) => `${done} of ${of}`,
    save: "Take it home",
    vanish: "Room and data vanish after the lesson.",
  },
  card: {
    title: "Your teacher asks",
    asks: (question: string) => `Your teacher asks: ${question}`,
    go: "Your teacher asks: go there",
    bet: "Bet",
    again: "Bet on another",
    choose: "Choose an answer first",
    said: (option: string) => `You said: ${option}. Your teacher will show what the class says.`,
    right: "✓ As you said.",
    wrong: (option: string) => `✗ You said: ${option}.`,
    soIs: (answer: string) => `It is: ${answer}.`,
  },
  projector: {
    title: "Projector",
    room: (code: string) => `Room ${code}`,
    pause: "Pause",
    live: "Back to live",
    leave: "Leave the projector view",
  },
};

/** On a server of one's own. */
const own = {
  title: "Bring your own server",
  intro: "Have you written a server of the plain wire, in any language? Let this page talk to it. ",
  starter: "Nothing of this room goes there: no name, no history, no cookie of a classroom.",
  label: "Address of your server",
  hint: "Like ws://localhost:9000",
  connect: "Connect",
  connecting: "Connecting…",
  at: "You are on your own server: ",
  back: "Back to the lobby",
  test: "Hold it to the rules",
  wrong: {
    none: "This is no address. One begins with ws:// or wss://, like ws://localhost:9000.",
    scheme: (scheme: string) =>
      `An address of a WebSocket begins with ws:// or wss://, not ${scheme}//.`,
    password: "An address with a name or password in it is not taken: it would stay on the screen.",
    mixed: "This page came by https, so the browser lets it open wss:// only, " +
      "or ws:// on this same computer (localhost).",
    classroom: "This is a classroom's address: your browser would send your place in it along.",
    policy: "The policy of this page (CSP) does not allow that address.",
    silent: (page: string) =>
      "No connection. A browser does not tell a page why. It can be that nobody listens there; " +
      "that it is no WebSocket server; that it refuses this page " +
      `(its Origin is ${page}); or that it chose a subprotocol that was not offered. ` +
      "At a terminal, deno task conformance with this address says more.",
  },
  rules: {
    title: "The rules, one by one",
    intro: "Each is a short dialogue with your server, and you see its frames above. " +
      "Say nothing meanwhile, and let nobody else in.",
    slow: "The slow ones too, which take up to a minute",
    run: "Run",
    stop: "Stop",
    progress: (done: number, all: number) => `${done} of ${all}`,
    end: (ok: number, fail: number, skip: number) => `${ok} hold, ${fail} fail, ${skip} skipped.`,
    stopped: "Stopped.",
    outcome: { ok: "✓ holds", FAIL: "✗ fails", skip: "– skipped" },
    steps: "What was done, step by step",
    where: (n: number, of: number) => `Step ${n} of ${of}. Expected:`,
    saw: "What came:",
    cannot: {
      origin: "only the browser says which page this is; a terminal can try it",
      refused: "a page cannot tell a refusal from another failure; a terminal can",
      get: "a page may not read what another server answers; a terminal can",
    },
    who: (name: string, does: string) => `${name} ${does}`,
    does: {
      connect: (offers: string) => `connects and offers ${offers || "no subprotocol"}`,
      send: "sends",
      expect: "should get",
      nothing: "should have got nothing like",
      close: "leaves",
      closed: "should be closed with",
    },
  },
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
  },

  settings: {
    title: "Settings",
    colours: "Colours",
    theme: { system: "like the system", light: "light", dark: "dark" },
    words: "Words",
    motion: "Movement",
    speech: "Spoken to screen readers",
    choices: {
      words: { standard: "standard (16+)", simple: "simple (11+)", engineer: "engineer" },
      motion: { system: "like the system", less: "none", full: "frames travel" },
      speech: {
        summary: "chat, and the wire summed up",
        each: "chat, and each message",
        off: "nothing by itself",
      },
    },
    hint: "Kept in this browser. What you step to is always spoken.",
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

  later: {
    loading: "Loading…",
    failed: "This could not be loaded: is there a connection?",
    again: "Try again",
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
    notNow: "Not now: this turns the knobs, and your teacher has set them for all.",
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
    powers: "You are the teacher",
    lock: "Lock the room",
    pause: "Pause everybody",
    hide: "Hide names",
    clear: "Clear all that was said",
    end: "End the room for all",
    sure: "Sure? Do it",
    keep: "Keep it",
    mute: (name: string) => `Mute ${name}`,
    unmute: (name: string) => `Unmute ${name}`,
    remove: (name: string) => `Remove ${name}`,
    rename: (name: string) => `Rename ${name}`,
    newName: (name: string) => `New name for ${name}`,
    /** On buttons beside the name. */
    short: { mute: "Mute", unmute: "Unmute", remove: "Remove", rename: "Rename" },
  },

  experiments,
  why,
  lab,
  views,
  teaching,
  own,

  announcer: {
    frames: (n: number, parts: string) => `${count(n, "frame")} came: ${parts}`,
    message: (channel: string, who: string, text: string) =>
      `${channel} from ${who}${text && `: ${text}`}`,
    file: (name: string, percent: number) => `${name}: ${percent} %`,
    failed: (name: string) => `${name} was not sent`,
    back: "Connected again",
  },
};

/** What a language has to say. */
export type Texts = typeof english;

/** A part of what there is to say, in simpler or more exact words, or in another language. */
export type Pack = Part<Texts>;

type Leaf = string | readonly string[] | ((...about: never[]) => string | readonly string[]);
type Part<T> = T extends Leaf ? T : { readonly [K in keyof T]?: Part<T[K]> };

const spoken = signal<Pack>({});

/** From now on the page says it in these words. What they leave out stays as it is above. */
export function speak(pack: Pack): void {
  spoken.value = pack;
}

/**
 * What the page says now. A component that reads it while it is rendered is rendered again when
 * somebody chooses other words. A section may be kept, what is in it may not.
 */
export const texts: Texts = live(english, () => spoken.value);

function live<T extends object>(standard: T, said: () => Part<NoInfer<T>> | undefined): T {
  const view = {};
  for (const [key, value] of Object.entries(standard)) {
    const now = () => (said() as Record<string, typeof value> | undefined)?.[key];
    const isSection = typeof value === "object" && !Array.isArray(value);
    const section = isSection && live(value, now);
    Object.defineProperty(view, key, {
      enumerable: true,
      get: section ? () => section : () => now() ?? value,
    });
  }
  return view as T;
}

/** A time for people: "12 ms", "3.1 s". */
export function duration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
