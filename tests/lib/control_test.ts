import { assert, assertEquals, assertLess, assertStringIncludes } from "@std/assert";
import { parseControl } from "../../lib/control.ts";
import { anyText, fc, holds } from "../support/property.ts";
import { ALL_WORDS } from "../support/words.ts";

type Fields = Record<string, unknown>;

const TERMS = { number: 0, class: "bulk", read: 0, accepted: 0, credit: { bytes: 1, frames: 1 } };

/** One good frame of each type. */
const GOOD: Readonly<Record<string, Fields>> = {
  hello: { version: 1, session: "s", epoch: "e", read: { chat: 7, file: "oldest", a: "latest" } },
  welcome: {
    from: "otter",
    session: "s",
    resumed: false,
    epoch: "e",
    heartbeat: 15_000,
    channels: { file: TERMS },
  },
  ack: { of: "chat", frames: 0 },
  credit: { of: "chat", bytes: 0, frames: 9 },
  time: { of: "chat", at: 0 },
  gap: { of: "chat", from: 0, to: 1, reason: "retention" },
  ping: { id: 0 },
  pong: { id: 1 },
  error: { rule: "F5", message: "sequence is 7" },
};

function control(type: string, fields: Fields = {}): Fields {
  return { channel: "$", type, ...GOOD[type], ...fields };
}

/** The rule that a frame breaks, and in which words. */
function refused(rule: string, type: string, fields: Fields, words: string): void {
  const result = parseControl(control(type, fields), ALL_WORDS);
  assert(!result.ok, `Taken, and should not be: ${type} ${JSON.stringify(fields)}`);
  assertEquals(result.error.rule, rule, result.error.message);
  assertStringIncludes(result.error.message, words);
}

/** Each value is refused where a count belongs. */
function refusedCounts(rule: string, type: string, field: string): void {
  for (const value of [-1, 0.5, 2 ** 53, Infinity, "0", null, undefined, [0], {}, true]) {
    refused(rule, type, { [field]: value }, `${field} is `);
  }
}

Deno.test("H1, H2, H7, K1, C1, G1, L1, L2, E1: a good frame is the object that was read", () => {
  for (const type of Object.keys(GOOD)) {
    const frame = control(type, { colour: "red" });
    const result = parseControl(frame, ALL_WORDS);
    assert(result.ok && result.frame === frame as unknown, type);
  }
});

Deno.test("H1: a hello needs only its version", () => {
  const bare = { channel: "$", type: "hello", version: 1 };
  assertEquals(parseControl(bare, ALL_WORDS), { ok: true, frame: bare as never });
});

Deno.test("H1: session and epoch are strings of 1 to 64, read is an offset or an end", () => {
  for (const field of ["session", "epoch"]) {
    for (const value of ["", "x".repeat(65), 7, null, {}]) {
      refused("H1", "hello", { [field]: value }, `${field} is `);
    }
  }
  for (const value of [null, [], "oldest", 7]) {
    refused("H1", "hello", { read: value }, "read is ");
  }
  for (const value of [-1, 1.5, "newest", null, {}]) {
    refused("H1", "hello", { read: { chat: value } }, "read.chat is ");
  }
  refused("H1", "hello", { read: { ["x".repeat(33)]: 0 } }, "33 long");
  const many = Object.fromEntries(Array.from({ length: 257 }, (_, n) => [`c${n}`, 0]));
  refused("H1", "hello", { read: many }, "257 channels, at most 256");
});

Deno.test("H1: a version is a whole number", () => {
  for (const value of [undefined, null, "1", 1.5, -1]) {
    refused("H1", "hello", { version: value }, "version is ");
  }
});

Deno.test("H3: another version is named before anything else of it is looked at", () => {
  refused("H3", "hello", { version: 2 }, "version is 2, this server speaks 1");
  refused("H3", "hello", { version: 0, session: 7, read: 7 }, "version is 0");
});

Deno.test("H2: a welcome says all of its terms", () => {
  for (const field of ["from", "session", "epoch", "resumed", "heartbeat", "channels"]) {
    refused("H2", "welcome", { [field]: undefined }, `${field} is missing`);
  }
  refused("H2", "welcome", { heartbeat: 0 }, "from 1 to 2147483647");
  refused("H2", "welcome", { heartbeat: 2 ** 31 }, "heartbeat is 2147483648");
  for (
    const [terms, words] of [
      [null, "channels.file is null"],
      [{ ...TERMS, number: 256 }, "channels.file.number is 256, must be an integer from 0 to 255"],
      [{ ...TERMS, class: "control" }, "channels.file.class is another string"],
      [{ ...TERMS, read: -1 }, "channels.file.read is -1"],
      [{ ...TERMS, accepted: "0" }, "channels.file.accepted is a string"],
      [{ ...TERMS, credit: undefined }, "channels.file.credit is missing"],
      [{ ...TERMS, credit: { bytes: 1 } }, "channels.file.credit.frames is missing"],
    ] as const
  ) refused("H2", "welcome", { channels: { file: terms } }, words);
});

Deno.test("H4: a type that is not known is no error and no frame", () => {
  for (const type of ["freeze", "", "constructor", "__proto__"]) {
    assertEquals(parseControl({ channel: "$", type }, ALL_WORDS), { ok: true, frame: undefined });
  }
});

Deno.test("H4: what has no type is no control frame", () => {
  for (const type of [undefined, null, 7, ["ack"], {}]) {
    const result = parseControl({ channel: "$", type }, ALL_WORDS);
    assert(!result.ok && result.error.rule === "H4");
  }
});

Deno.test("H7: a time is of a channel, and a moment that a date can have", () => {
  refusedCounts("H7", "time", "at");
  refused("H7", "time", { at: 8.64e15 + 1 }, "at is 8640000000000001");
  assert(parseControl(control("time", { at: 8.64e15 }), ALL_WORDS).ok);
  for (const  of of[undefined, "", "x".repeat(33), 7]) refused("H7", "time", { of }, "of is ");
});

Deno.test("K1: an ack counts the frames of a channel", () => {
  refusedCounts("K1", "ack", "frames");
  for (const  of of[undefined, "", "x".repeat(33), 7]) refused("K1", "ack", { of }, "of is ");
});

Deno.test("C1: credit is bytes and frames of a channel", () => {
  refusedCounts("C1", "credit", "bytes");
  refusedCounts("C1", "credit", "frames");
  refused("C1", "credit", { of: undefined }, "of is missing");
});

Deno.test("G1: a gap has two offsets in order and a reason", () => {
  refusedCounts("G1", "gap", "from");
  refusedCounts("G1", "gap", "to");
  refused("G1", "gap", { from: 3, to: 3 }, "to is 3, must be an integer from 4");
  refused("G1", "gap", { from: 4, to: 3 }, "to is 3");
  for (const reason of [undefined, "", "because", 7]) {
    refused("G1", "gap", { reason }, "reason is ");
  }
  assert(parseControl(control("gap", { reason: "cleared" }), ALL_WORDS).ok);
  refused("G1", "gap", { from: 3, to: 3, reason: "cleared" }, "to is 3");
  // How much of another life is lost nobody can count.
  assert(parseControl(control("gap", { from: 0, to: 0, reason: "epoch" }), ALL_WORDS).ok);
  refused("G1", "gap", { from: 1, to: 0, reason: "epoch" }, "to is 0");
});

Deno.test("L1, L2: a ping and its pong have an id", () => {
  refusedCounts("L1", "ping", "id");
  refusedCounts("L2", "pong", "id");
});

Deno.test("E1: an error has a rule and a message", () => {
  for (const field of ["rule", "message"]) {
    for (const value of [undefined, "", 7]) refused("E1", "error", { [field]: value }, field);
  }
});

Deno.test("H4, H1, H2, K1, C1, G1, L1, E1: whatever JSON comes, the answer is short", () => {
  const type = fc.constantFrom(...Object.keys(GOOD));
  const value = fc.oneof(anyText, fc.integer(), fc.jsonValue());
  const key = fc.constantFrom(...new Set(Object.values(GOOD).flatMap(Object.keys)), "__proto__");
  let taken = 0;
  holds(fc.tuple(type, fc.dictionary(key, value, { maxKeys: 2 })), ([type, fields]) => {
    // Over JSON, as on the wire: there a __proto__ is a field like any other.
    const frame = JSON.parse(JSON.stringify({ channel: "$", type, ...GOOD[type], ...fields }));
    const result = parseControl(frame, ALL_WORDS);
    if (result.ok) taken++;
    else assertLess(result.error.message.length, 200);
  }, 300);
  assert(taken > 50, `Only ${taken} good frames: this test is not looking`);
});
