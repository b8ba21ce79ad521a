/**
 * Messages of `mux.v1`, from good to hopeless: hellos, batches, control frames, runs.
 *
 * @module
 */

import { encodeRun, PIECE_BYTES } from "../../../lib/bulk.ts";
import type { Random } from "../support/random.ts";
import { concat } from "../support/wire.ts";
import { goodFrame } from "./plain.ts";
import { anyText, anyValue, mutateBytes, mutateFields, mutateText } from "./values.ts";

type Fields = Record<string, unknown>;

/** The number of the channel `file`, as a welcome says it (B4). */
const FILE = 2;
/** Messages in bytes that runs are of: those that are announced now and then. */
const NUMBERS = 8;
/** Frames that a message in bytes claims to have. */
const TOTAL = 1_000;

const NAMES = ["chat", "presence", "file", "typing", "people", "room", "$", "__proto__", "nowhere"];

/** A hello, as the first message. */
export function helloInput(random: Random): string {
  const read = random.pick(["oldest", "latest", 0, 5, 2 ** 40]);
  const hello = {
    channel: "$",
    type: "hello",
    version: 1,
    ...random.chance(0.3) && { session: anyText(random).slice(0, 64) || "x" },
    ...random.chance(0.3) && { epoch: "another" },
    ...random.chance(0.5) && { read: { [random.pick(NAMES)]: read, chat: read } },
  };
  // Most are good, or nothing behind them would be looked at.
  if (random.chance(0.9)) return JSON.stringify(hello);
  return random.chance(0.5)
    ? JSON.stringify(mutateFields(hello, random))
    : mutateText(JSON.stringify(hello), random);
}

function control(random: Random): Fields {
  const of = random.pick(NAMES);
  const on = random.chance(0.5);
  const who = random.pick(["otter", "heron~2", "$", "__proto__"]);
  return random.pick<() => Fields>([
    () => ({ type: "ping", id: random.below(1_000) }),
    () => ({ type: "pong", id: random.below(1_000) }),
    () => ({ type: "ack", of, frames: random.below(3) }),
    () => ({ type: "credit", of, bytes: random.below(1e6), frames: random.below(10_000) }),
    () => ({ type: "gap", of, from: 0, to: 1, reason: "retention" }),
    () => ({ type: "error", rule: "F1", message: anyText(random) }),
    () => ({ type: "welcome", from: "otter", session: "x" }),
    () => ({ type: "hello", version: 1 }),
    () => ({ type: random.pick(["lock", "pause", "hide"]), on }),
    () => ({ type: random.pick(["mute", "remove"]), who, on }),
    () => ({ type: "rename", who, name: anyText(random) }),
    () => ({ type: random.pick(["clear", "end"]) }),
    () => ({ type: anyText(random) }),
  ])();
}

function controlFrame(random: Random): Fields {
  const frame = { channel: "$", ...control(random) };
  return random.chance(0.3) ? mutateFields(frame, random) : frame;
}

/** The first frame of a message in bytes (B3). */
function announcement(random: Random): Fields {
  const number = random.below(NUMBERS);
  const messageId = `bytes-${number}`;
  return { channel: "file", messageId, sequence: 0, total: TOTAL, data: "a,", number };
}

function frame(random: Random): Fields {
  return random.weighted<() => Fields>([
    [10, () => goodFrame(random)],
    [3, () => mutateFields(goodFrame(random), random)],
    [1, () => announcement(random)],
    [1, () => mutateFields(announcement(random), random)],
    [2, () => controlFrame(random)],
  ])();
}

/** Several frames, some of which leave out what they share with the one before (B8). */
function batch(random: Random): string {
  const count = random.chance(0.002) ? random.pick([0, 1_024, 1_025]) : 1 + random.below(24);
  const frames = Array.from({ length: count }, () => {
    const fields = frame(random);
    if (random.chance(0.3)) {
      for (const name of ["channel", "sequence", "total"]) delete fields[name];
    }
    return random.chance(0.02) ? anyValue(random) : fields;
  });
  return JSON.stringify(frames);
}

function runs(random: Random): Uint8Array<ArrayBuffer> {
  const parts = Array.from({ length: 1 + random.below(3) }, () => {
    const pieces = 1 + random.below(2);
    return encodeRun({
      channel: random.chance(0.9) ? FILE : random.below(256),
      message: random.below(NUMBERS),
      sequence: 1 + random.below(TOTAL - 1),
      offset: 0,
      payload: new Uint8Array(random.chance(0.8) ? pieces * PIECE_BYTES : 1 + random.below(2_000)),
    });
  });
  const bytes = concat(parts);
  return random.chance(0.4) ? mutateBytes(bytes, random) : bytes;
}

/** One message behind the hello. */
export function muxInput(random: Random): string | Uint8Array<ArrayBuffer> {
  return random.weighted<() => string | Uint8Array<ArrayBuffer>>([
    [30, () => JSON.stringify(frame(random))],
    [25, () => batch(random)],
    [15, () => JSON.stringify(controlFrame(random))],
    [10, () => mutateText(JSON.stringify(frame(random)), random)],
    [5, () => mutateText(batch(random), random)],
    [10, () => runs(random)],
    [3, () => random.bytes(random.below(100))],
    [2, () => anyText(random)],
  ])();
}
