import { assertEquals, assertStrictEquals } from "@std/assert";
import { type Frame, Reassembler, split } from "../../lib/protocol.ts";
import { frame, framesOf } from "../support/frames.ts";

const create = () => new Reassembler({ now: () => 0 });

function push(reassembler: Reassembler, ...frames: Frame[]): string[] {
  return frames.map((frame) => reassembler.push(frame).status);
}

Deno.test("A1: two senders that both say chat-1 are not mixed up", () => {
  const reassembler = create();
  const alice = split({ channel: "chat", messageId: "chat-1", data: "Alice here" }, 5)
    .map((frame) => ({ ...frame, from: "otter" }));
  const bob = split({ channel: "chat", messageId: "chat-1", data: "Bob: hello" }, 5)
    .map((frame) => ({ ...frame, from: "heron" }));
  push(reassembler, alice[0]!, bob[0]!, bob[1]!, alice[1]!);
  const texts = [...reassembler.messages()].map((message) => [message.from, message.text()]);
  assertEquals(texts, [["heron", "Bob: hello"], ["otter", "Alice here"]]);
});

Deno.test("A1: neither are two channels, nor two messages of one sender", () => {
  const reassembler = create();
  const total = 2;
  const statuses = push(
    reassembler,
    frame({ total }),
    frame({ total, channel: "file", data: "other" }),
    frame({ total, messageId: "chat-2", data: "third" }),
  );
  assertEquals(statuses, ["partial", "partial", "partial"]);
});

Deno.test("A1: labels that read the same when joined are told apart", () => {
  const reassembler = create();
  const total = 2;
  const statuses = push(
    reassembler,
    frame({ total, from: "a", channel: "b", messageId: "c d" }),
    frame({ total, from: "a", channel: "b c", messageId: "d", data: "2" }),
    frame({ total, from: "a b", channel: "c", messageId: "d", data: "3" }),
    frame({ total, from: 'a","b', channel: "c", messageId: "d", data: "4" }),
    frame({ total, from: "__proto__", channel: "__proto__", messageId: "__proto__", data: "5" }),
  );
  assertEquals(statuses, Array(5).fill("partial"));
});

Deno.test("A2: frames come in any order, between any others", () => {
  const reassembler = create();
  const chat = split({ channel: "chat", messageId: "chat-1", data: "hello" }, 2);
  const file = split({ channel: "file", messageId: "file-1", data: "ABCD" }, 2);
  assertEquals(
    push(reassembler, chat[2]!, file[1]!, chat[0]!, file[0]!, chat[1]!),
    ["partial", "partial", "partial", "complete", "complete"],
  );
  assertEquals([...reassembler.messages()].map((message) => message.text()), ["ABCD", "hello"]);
});

Deno.test("A3: an exact repeat changes nothing, also after the message is complete", () => {
  const reassembler = create();
  const frames = framesOf(2);
  const held: number[] = [];
  const statuses = [frames[0]!, frames[0]!, frames[1]!, frames[1]!, frames[0]!].map((frame) => {
    const { status } = reassembler.push(frame);
    held.push(reassembler.held);
    return status;
  });
  assertEquals(statuses, ["partial", "repeat", "complete", "repeat", "repeat"]);
  assertEquals(held, [held[0], held[0], held[2], held[2], held[2]]);
  assertEquals([...reassembler.messages()].map((message) => message.text()), ["01"]);
});

Deno.test("A3: an empty piece is a piece", () => {
  const reassembler = create();
  const empty = framesOf(2, { data: "" });
  assertEquals(push(reassembler, empty[0]!, empty[0]!, empty[1]!), [
    "partial",
    "repeat",
    "complete",
  ]);
});

Deno.test("A4: other data for the same sequence is reported, and the first counts", () => {
  const reassembler = create();
  const first = reassembler.push(frame({ data: "hi", total: 2 }));
  const second = reassembler.push(frame({ data: "ho", total: 2 }));
  assertEquals(second.status, "conflict");
  assertEquals(
    second.status === "conflict" && second.reason,
    "data of sequence 0 differs from what came first",
  );
  assertStrictEquals(second.message, first.message);
  assertEquals(second.message?.text(), "hi");
});

Deno.test("A4: another total is reported, and the first counts, also when complete", () => {
  const reassembler = create();
  reassembler.push(frame({ total: 1 }));
  const result = reassembler.push(frame({ total: 2, sequence: 1 }));
  assertEquals(result.status === "conflict" && result.reason, "total is 2, was 1");
  assertEquals(result.message?.total, 1);
  assertEquals(result.message?.complete, true);
});

Deno.test("A5: what is missing is known at any time", () => {
  const reassembler = create();
  const [zero, one, two, three] = framesOf(4);
  const { message } = reassembler.push(two!);
  assertEquals(message?.missing(), [0, 1, 3]);
  assertEquals(message?.pieces(), [undefined, undefined, "2", undefined]);
  assertEquals([message?.received, message?.complete, message?.text()], [1, false, "2"]);
  push(reassembler, zero!, three!);
  assertEquals(message?.missing(), [1]);
  push(reassembler, one!);
  assertEquals(message?.missing(), []);
  assertEquals([message?.received, message?.complete, message?.text()], [4, true, "0123"]);
});

Deno.test("Reassembler: frames without a sender are one sender's", () => {
  const reassembler = create();
  const { message } = reassembler.push(frame());
  assertEquals(message?.from, "");
});
