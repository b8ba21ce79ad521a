import { assert, assertEquals } from "@std/assert";
import type { Talk } from "../../tools/faults/support/bystanders.ts";
import { brokenHttpInput, httpInput } from "../../tools/faults/inputs/http.ts";
import { helloInput, muxInput } from "../../tools/faults/inputs/mux.ts";
import { plainInput } from "../../tools/faults/inputs/plain.ts";
import { socketInput } from "../../tools/faults/inputs/socket.ts";
import { Ear } from "../../tools/faults/support/ear.ts";
import { atMost, exactly, told } from "../../tools/faults/support/fault.ts";
import { flood } from "../../tools/faults/support/flood.ts";
import { Tally } from "../../tools/faults/support/hostile.ts";
import type { Heard } from "../../tools/faults/support/quick_readers.ts";
import { join } from "../../tools/faults/support/join.ts";
import { Random } from "../../tools/faults/support/random.ts";
import { Thread } from "../../tools/faults/support/thread.ts";
import { encodeFrame, FrameReader, OPCODE } from "../../tools/faults/support/wire.ts";
import { startApp } from "../support/app.ts";
import { Client } from "../support/client.ts";
import { needs } from "../support/needs.ts";

const APP = needs("net", "env", "read", "write", "run", "sys");
const LIFTED = { env: { MUX_LIMITS: "off" } };

Deno.test(
  "fuzz: hostile inputs break nothing, and two who talk hear every line once",
  APP,
  async () => {
    await using app = await startApp(LIFTED);
    using bystanders = new Thread("bystanders.ts");
    await bystanders.ask(app.port);
    const tally = new Tally();
    await flood({ port: app.port, seed: 7, part: 0, inputs: 3_000, tally });
    const { said, wrong } = await bystanders.ask<Talk>("stop");
    assert(said > 0);
    assertEquals([wrong, tally.hangs], [0, []]);
    assertEquals([...tally.counts.keys()].filter((kind) => kind.startsWith("HTTP 5")), []);
    // That the inputs reach what they are made for: rules of every kind were broken, and seen.
    for (const rule of ["F1", "F2", "F3", "F4", "F5", "F6", "F8", "B3", "B4", "B6", "H1", "H4"]) {
      assert(tally.counts.has(rule), `${rule} was never broken`);
    }
  },
);

Deno.test("slow: readers that hardly read cost the quick ones no line", APP, async () => {
  await using app = await startApp(LIFTED);
  using quick = new Thread("quick_readers.ts");
  using readers = new Thread("slow_readers.ts");
  await quick.ask({ port: app.port, count: 6, lineMs: 600 });
  await readers.ask({ port: app.port, count: 10 });
  await quick.ask("begin");
  // As long as ten lines of somebody else take, whatever the machine does besides.
  using listener = await Client.connect(`127.0.0.1:${app.port}/ws`);
  for (let lines = 0; lines < 10;) if ((await listener.next()).channel === "chat") lines++;
  const { lines, wrong } = await quick.ask<Heard>("end");
  assert(lines > 0);
  assertEquals(wrong, 0);
  assertEquals(await readers.ask("stop"), 0);
});

Deno.test("fuzz: the same seed makes the same inputs, another one others", () => {
  const makers = [plainInput, helloInput, muxInput, httpInput, brokenHttpInput, socketInput];
  const inputs = (seed: number, stream: number) => {
    const random = new Random(seed, stream);
    return Array.from({ length: 50 }, (_, n) => makers[n % makers.length]!(random));
  };
  assertEquals(inputs(1, 2), inputs(1, 2));
  assert(`${inputs(1, 2)}` !== `${inputs(1, 3)}`);
  assert(`${inputs(1, 2)}` !== `${inputs(2, 2)}`);
});

Deno.test("Random: numbers lie in their range, and every value comes", () => {
  const random = new Random(1);
  const seen = new Set(Array.from({ length: 1_000 }, () => random.below(7)));
  assertEquals([...seen].toSorted(), [0, 1, 2, 3, 4, 5, 6]);
  const picks = Array.from({ length: 4_000 }, () => random.weighted([[3, "often"], [1, "rarely"]]));
  const often = picks.filter((pick) => pick === "often").length;
  assert(often > 2_800 && often < 3_200, `${often}`);
});

Deno.test("FrameReader: frames are found however the bytes are cut, long ones without their bytes", () => {
  const unmasked = (text: string) => {
    const masked = encodeFrame(OPCODE.text, new TextEncoder().encode(text));
    const header = masked.length - text.length - 4;
    masked[1]! &= 0x7f;
    return [...masked.subarray(0, header), ...masked.subarray(header + 4)];
  };
  const texts = ["", "a", "b".repeat(126), "c".repeat(4_000), "d".repeat(70_000), "e"];
  const bytes = Uint8Array.from(texts.flatMap(unmasked));
  for (const size of [1, 3, 200, 65_536, bytes.length]) {
    const found: string[] = [];
    const reader = new FrameReader((opcode, payload, length) => {
      assertEquals(opcode, OPCODE.text);
      found.push(length > 4_000 ? `${length}` : new TextDecoder().decode(payload));
    });
    for (let at = 0; at < bytes.length; at += size) reader.push(bytes.slice(at, at + size));
    assertEquals(found, [...texts.slice(0, 4), "70000", "e"]);
  }
});

Deno.test("encodeFrame: a mask hides the payload and nothing else", () => {
  const plain = encodeFrame(OPCODE.text, Uint8Array.of(1, 2, 3, 4, 5));
  const masked = encodeFrame(OPCODE.text, Uint8Array.of(1, 2, 3, 4, 5), 0x0102_0304);
  assertEquals([...plain], [0x81, 0x85, 0, 0, 0, 0, 1, 2, 3, 4, 5]);
  assertEquals([...masked], [0x81, 0x85, 1, 2, 3, 4, 0, 0, 0, 0, 4]);
});

Deno.test(
  "join: what comes in one read with the answer to the upgrade is kept byte for byte",
  APP,
  async () => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const frames = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const head = new TextEncoder().encode("HTTP/1.1 101 Switching Protocols\r\n\r\n");
    const [peer, { conn, rest }] = await Promise.all([
      listener.accept().then(async (peer) => {
        await peer.write(Uint8Array.from([...head, ...frames]));
        return peer;
      }),
      join(listener.addr.port, "mux.v1"),
    ]);
    assertEquals(rest, frames);
    peer.close();
    conn.close();
  },
);

Deno.test("Ear: what is missing, repeated or out of order is noticed", () => {
  const saidAt = [[0, 0, 0, 0]];
  const ear = (...lines: number[]) => {
    const ear = new Ear();
    for (const line of lines) ear.hear(Ear.line(0, line), saidAt);
    ear.hear("something else", saidAt);
    return [ear.disorder, ear.missing([4]), ear.delays.length];
  };
  assertEquals(ear(0, 1, 2, 3), [0, 0, 4]);
  assertEquals(ear(0, 1), [0, 2, 2]);
  assertEquals(ear(0, 0, 1, 2, 3), [1, 0, 5]);
  assertEquals(ear(0, 2, 3), [1, 0, 3]);
  assertEquals(ear(0, 2, 1, 3), [3, 0, 4]);
});

Deno.test("faults: a figure says whether its bound holds", () => {
  assertEquals(atMost("a", 1_234.5, 2_000, "MB").value, "1,230 MB");
  assertEquals([atMost("a", 2, 2).holds, atMost("a", 3, 2).holds], [true, false]);
  assertEquals(atMost("a", NaN, 2).holds, false);
  assertEquals([exactly("a", 0, 0).holds, exactly("a", 1, 0).holds], [true, false]);
  assertEquals(told("a", 1_000_000), { what: "a", value: "1,000,000" });
});
