import { assertEquals } from "@std/assert";
import { narrate } from "../../../components/lab/narrate.ts";
import { upTo } from "../../../components/lab/log.ts";
import { frame } from "../../support/frames.ts";
import { cut, inTurn, logOf } from "./logs.ts";

const names = new Map([["heron", "Ana"], ["otter", "Ben"]]);
const nameOf = (from: string) => names.get(from) ?? from;

Deno.test("narrate: what a frame is, from whom, and between what", () => {
  const file = cut("heron", "file", "file-1", "ABCDEF", 2);
  const chat = cut("otter", "chat", "chat-1", "hello");
  const log = logOf(inTurn(file, chat));
  assertEquals(log.map((_, index) => narrate(log, index, nameOf)), [
    "frame 1: file 1 of 3 from Ana, before chat 1",
    "frame 2: chat 1 of 2 from Ben, between file 1 and file 2",
    "frame 3: file 2 of 3 from Ana, between chat 1 and chat 2",
    "frame 4: chat 2 of 2 from Ben, between file 2 and file 3",
    "frame 5: file 3 of 3 from Ana, after chat 2",
  ]);
});

Deno.test("narrate: neighbours are those on the same way", () => {
  const [up, down] = logOf([frame(), frame({ from: "otter" })]);
  const log = [{ ...up!, direction: "up" as const }, down!];
  assertEquals(narrate(log, 0), "frame 1: chat 1 of 1 from you");
  assertEquals(narrate(log, 1), "frame 2: chat 1 of 1 from otter");
});

Deno.test("narrate: what was done to a frame, and what it broke", () => {
  const [entry, other] = logOf([frame({ from: "otter" }), frame({ channel: "$" })]);
  const log = [{ ...entry!, fault: "swap" as const }, { ...other!, rule: "F5" }];
  assertEquals(
    narrate(log, 0),
    "frame 1: chat 1 of 1 from otter, swapped with the next by the hub: injected, before $ 1",
  );
  assertEquals(narrate(log, 1), "frame 2: a word of the server, refused by rule F5, after chat 1");
});

Deno.test("upTo: a log up to a number, also where its beginning is gone", () => {
  const log = logOf(cut("otter", "chat", "chat-1", "abcdefgh", 1)).slice(3);
  assertEquals(upTo(log, 6).map(({ n }) => n), [4, 5, 6]);
  assertEquals(upTo(log, 2), []);
  assertEquals(upTo([], 2), []);
});
