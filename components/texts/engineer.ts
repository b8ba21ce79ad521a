/**
 * The explanations for engineers: the exact terms, and the rules of docs/PROTOCOL.md by their ids.
 *
 * @module
 */

import type { Pack } from "./speak.ts";

const list = (texts: readonly string[]) => texts.map((text) => `"${text}"`).join(", ");

const orders = {
  "one-at-a-time": "FIFO by message (no interleaving)",
  "round-robin": "round robin, one frame a message (S3)",
  "priority": "priority classes, bulk last (T1–T3)",
};

const engineer: Pack = {
  intro:
    "All channels are multiplexed over one WebSocket. A message is split at code points into frames of (channel, messageId, sequence, total, data); the scheduler interleaves frames, and a receiver reassembles by (from, channel, messageId). " +
    "So no message blocks the head of the line above TCP; on mux.v1, credit and a window that follows delay bound how much bulk is in flight. " +
    "Open a second window, send a file to this one, and watch chat overtake it.",
  solo:
    "The room runs in a worker of this page, with two scripted peers, robin and wren, over the plain wire and the same lib/; no network is involved. " +
    "You hold the teacher's role: the fault injector (M18) is yours, under More to try. " +
    "In a secure context a service worker keeps this page and its modules, so it loads offline next time.",

  send: {
    realHint: "Sent as bulk: interleaved, credited and windowed, hash-checked at the receiver.",
  },

  knobs: {
    led: "Set by the teacher (lead of the classroom); read-only until you leave follow mode.",
    cut: (n) => `split() cuts every ${n} code points (S1).`,
    measured:
      "From Enter to the ack that the room's log has the last frame, on your own lines: queueing + serialization + one RTT.",
  },

  channels: {
    cause: {
      overtaken: "out of order: later sequences arrived first",
      coming: "in flight",
      lost: "connection lost before they arrived",
      silent: (s) => `no frame of it for ${s} s: held or abandoned by its sender`,
      dropped: "dropped by the hub: injected (M18)",
    },
    begunBefore: "Read from its middle: without frame 0 its runs are passed over (B6).",
  },

  experiments: {
    intro: "Commit to a hypothesis. The outcome is computed from the frames on this socket.",
    twoWindows: {
      question: (here) =>
        `${here} ${here === 1 ? "connection is" : "connections are"} in the room. ` +
        "You send one chat message. Which of them receive its frames?",
      came: (frames, me) => `${frames} frame(s) were echoed to this connection, from="${me}".`,
      toAll: (here) => `Fan-out is to all ${here}, the sender included, in one total order (P1).`,
    },
    fakeFile: {
      question: (data, size) =>
        `|"${data}"| = ${data.length}, chunk size ${size}. How many frames carry it?`,
      why: (pieces) => `ceil(length / size) frames came: ${pieces}.`,
    },
    smaller: {
      question: (chat) =>
        `Chunk size 2: chat ("${chat}"), presence and file are enqueued at once. In which order does the scheduler emit?`,
      why: (letters) =>
        `Emitted: ${letters}. One frame of each backlogged message per round (S3): waiting is bounded by the number of messages, not by their length.`,
    },
    typing: {
      question: (size) =>
        `A typing channel is added. Which payload costs the fewest frames at chunk size ${size} and still identifies the sender?`,
      why: (counted, me) =>
        `${counted}. The server stamps from="${me}" on every frame; the state expires after 3 s.`,
    },
  },

  why: {
    injected: "The hub's fault injector did this on request (M18).",
    control: "A control frame on $: it bypasses all queues (T1).",
    run: (frames) => `A run: ${frames} consecutive binary pieces in one batch entry (B4).`,
    room: (place) => `Fan-out to every connection, sender included, in log order (P1)${place}.`,
    offset: (offset, channel) => `; offset ${offset} in the log of ${channel} (P3)`,
    one: (messageId, channel) => `${channel}/${messageId}: total 1, one frame.`,
    first: (messageId, channel, total) =>
      `${channel}/${messageId}: split into ${total} frames (S1); sequence 0.`,
    piece: (place, total, messageId) =>
      `Sequence ${place - 1}, total ${total}, of ${messageId}: FIFO within a message (S4).`,
    nobodyElse: "No other message was backlogged: the scheduler continued with this one.",
    untilOver: "FIFO by message: head-of-line blocking until it completes.",
    nextInLine: (before) => `FIFO by message: ${before} completed, this was the next head.`,
    turn: (before) => `Round robin: ${before} had its quantum of one frame just before (S3).`,
    bulk: "No interactive class was backlogged, so bulk was eligible (T3).",
    passed: "An interactive class preempts bulk between frames (T2).",
    equals: (before, channel) => `${before} and ${channel}: one class, fair by bytes (T2).`,
  },

  missions: {
    road: {
      steps: {
        three: "Send on three channels: one connection, one TCP stream.",
        between: "Interleave: a frame of one channel between two frames of one message.",
      },
    },
    cut: {
      steps: {
        several: "Send a message with total > 1.",
        smaller: "Send the same data again with a larger total.",
      },
    },
    wait: {
      steps: {
        behind: "Produce head-of-line blocking: a chat ack of 500 ms or more beside a file.",
        passes: "Halve that ack time beside a file, by order, chunk size or link.",
      },
    },
    lose: {
      steps: {
        drop: "Inject a drop (M18).",
        find: "Find the open message with the gap in its sequences.",
        mend: "Request a repair from the log (M19), so that it completes.",
      },
    },
    sameId: {
      steps: {
        both: "You and another sender, one (channel, messageId).",
        apart: "Interleave them. Both must reassemble: the sender is part of the key.",
      },
    },
  },

  cards: {
    orders,
    bytes: {
      fin: "FIN=1: final fragment; the message is not fragmented (RFC 6455, 5.4)",
      rsv: "RSV1–3=0: no extension negotiated (permessage-deflate would set RSV1)",
      opcode: "0x1 text; 0x2 binary, 0x8 close, 0x9 ping, 0xA pong",
      mask: {
        up: "MASK=1: required of clients, against cache poisoning of intermediaries (10.3)",
        down: "MASK=0: a server must not mask (5.1)",
      },
      extended: (bytes) => `extended payload length, ${8 * bytes} bits, network byte order`,
      key: "masking key: octet i of the payload is XORed with octet i mod 4",
      payload: "application data: one JSON frame (F1)",
    },
    bets: {
      frames: {
        question: (data, size) => `split("${data}", ${size}) yields how many frames?`,
        why: (pieces) => `Cut at code points, at most a chunk each (S1): ${list(pieces)}.`,
      },
      next: {
        question: (channels, gone) =>
          `Round robin over ${channels.join(", ")}. Emitted: ${
            gone.join(", ")
          }. Which channel is next?`,
        why: (order) => `One frame of each backlogged message a round (S3): ${order.join(", ")}.`,
      },
      missing: {
        question: (here, total) =>
          `total = ${total}; received sequences: ${here.join(", ")}. Which one is missing?`,
        why: (total) => `[0, ${total}) minus what was received; order of arrival is irrelevant.`,
      },
      finishesFirst: {
        question: (messages, size) =>
          `Round robin, chunk size ${size}: ${
            messages.map(({ channel, data }) => `${channel} "${data}"`).join(", ")
          }. Which completes first?`,
        why: (channel, total, place) =>
          `The minimum of totals wins: ${channel} has ${total}; its last frame is number ${place} on the wire.`,
      },
      beside: {
        question: (frames, order) =>
          `A message of ${frames} frames is in progress under ${
            orders[order]
          }. A chat message with total 1 is enqueued. Does it complete first?`,
        why: (order, ends) =>
          `${orders[order]}, since the file was enqueued: ${
            ends.map(([channel, at]) => `${channel} complete at ${Math.round(at)} ms`).join(", ")
          }.`,
      },
      sameId: {
        question: (one, other, lines) =>
          `from=${one} sends "${lines[0]}", from=${other} "${
            lines[1]
          }", both channel=chat, messageId=chat-1, interleaved. How many messages are reassembled?`,
        why: (texts) => `The key is (from, channel, messageId) (A1). Reassembled: ${list(texts)}.`,
      },
      repeat: {
        question: (data, sequence) =>
          `"${data}" is sent; sequence ${sequence} is delivered twice. What is reassembled?`,
        why: (sequence) => `An exact duplicate of sequence ${sequence} is idempotent (A3).`,
      },
    },
    editor: {
      fixes: {
        F1: "One JSON object (RFC 8259), nested at most 32 deep.",
        F2: "channel: a declared name of 1 to 32 code units.",
        F3: "messageId: a string of 1 to 64 code units.",
        F4: "total: an integer in [1, 4096].",
        F5: "sequence: an integer in [0, total).",
        F6: "data: a string of at most 16,384 code units.",
        F7: "The whole frame: at most 131,072 code units. Use a smaller chunk size.",
      },
      hints: {
        overwritten: "from and offset are stamped by the server; client values are overwritten.",
        others: (n) => `Incomplete: ${n} of the sequences are still to come.`,
        unknown: (names) => `Unknown members are relayed and ignored: ${names.join(", ")}.`,
      },
    },
  },

  views: {
    bets: { intro: "Predict, then verify. Answers are computed by the scheduler and reassembler." },
    missions: { intro: "Each step is a predicate over the log of frames." },
    compare: {
      intro:
        "A discrete-event simulation in virtual time, with the production scheduler: a bulk message, and a one-line message 300 ms later.",
      twoHint:
        "Two sockets share one bottleneck queue: a standing queue of one delays the other (bufferbloat).",
    },
    fork: {
      hint: (n) => `Frames up to ${n} are kept; the rest is re-simulated with these knobs.`,
    },
    editor: {
      good: "Valid: F1–F7 hold.",
      sent: "Sent as it is. The plain wire acknowledges nothing: silence is acceptance.",
    },
    faults: {
      intro:
        "TCP neither loses nor reorders within a connection. The hub injects faults (M18) and labels each frame that it touched.",
    },
    lesson: { saveHint: "NDJSON (docs/lesson-format.md). The text of chat is included." },
    player: {
      hash: (hash) => `SHA-256 of the final state: ${hash}. Deterministic on every platform.`,
    },
  },
};

export default engineer;
