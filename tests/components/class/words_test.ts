import { assertEquals } from "@std/assert";
import { readFaults, sayFault } from "../../../components/class/fault_words.ts";
import { sayKnobs } from "../../../components/class/knob_words.ts";

Deno.test("class: U9: a class reads what is injected in words", () => {
  assertEquals(
    sayFault({ kind: "drop", channel: "file", share: 1, count: 2 }),
    "drop, the next 2 frames on file",
  );
  assertEquals(
    sayFault({ kind: "swap", share: 0.1 }),
    "swap with the one after it, 10 % of all frames",
  );
  assertEquals(
    sayFault({ kind: "cut", share: 1, channel: "chat" }),
    "cut the sender's connection after it, every frame on chat",
  );
});

Deno.test("M18: rules that came over the wire are read, and what is none is passed over", () => {
  const rule = { kind: "drop", share: 1, count: 1 };
  assertEquals(
    readFaults([rule, { kind: "burn", share: 1 }, { kind: "drop", share: 2 }, 7, null]),
    [
      { kind: "drop", share: 1, count: 1 },
    ],
  );
  for (const value of [undefined, null, {}, "drop"]) assertEquals(readFaults(value), []);
});

Deno.test("class: U22: the knobs that are set are named, and not those that slow nothing", () => {
  assertEquals(
    sayKnobs({ chunkSize: 2, order: "round-robin", pace: 0, bandwidth: 0, delay: 0 }),
    "chunk size 2, take turns",
  );
  assertEquals(
    sayKnobs({ pace: Infinity, bandwidth: 64_000, delay: 100 }),
    "frames held, until the teacher steps, a line of 64 kbit/s, 100 ms more on the way",
  );
  assertEquals(sayKnobs({ pace: 200 }), "5 frames a second");
});
