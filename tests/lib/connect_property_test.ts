import { assert, assertEquals } from "@std/assert";
import type { Sent } from "../../lib/connect.ts";
import { createMux } from "../support/mux.ts";
import { messagesOf, ModelServer } from "../support/model_server.ts";
import { fc, holds } from "../support/property.ts";

type Step =
  | { readonly do: "send"; readonly name: string; readonly text: string; readonly size: number }
  | { readonly do: "sendBytes"; readonly length: number; readonly fill: number }
  | { readonly do: "handle" | "tell"; readonly count: number }
  | { readonly do: "turn" | "ack" | "grant" | "cut" | "forget" | "wait" | "refuse" | "allow" };

const count = fc.integer({ min: 1, max: 6 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant("send" as const),
    name: fc.constantFrom("chat", "chat", "file", "typing"),
    text: fc.string({ unit: "grapheme", maxLength: 30 }),
    size: fc.integer({ min: 1, max: 10 }),
  }),
  fc.record({
    do: fc.constant("sendBytes" as const),
    length: fc.constantFrom(0, 1, 1_200, 1_201, 5_000, 20_000),
    fill: fc.integer({ min: 0, max: 255 }),
  }),
  fc.record({ do: fc.constantFrom("handle" as const, "tell" as const), count }),
  fc.record({
    do: fc.constantFrom(
      ...["turn", "turn", "turn", "ack", "grant", "cut", "forget", "wait", "refuse", "allow"],
    ),
  }) as fc.Arbitrary<Step>,
);
const window = fc.record({
  bytes: fc.constantFrom(1_200, 3_000, 100_000),
  frames: fc.constantFrom(1, 3, 1_000),
});

/** A message as it was asked for. */
interface Asked {
  readonly name: string;
  readonly text: string;
  readonly bytes: Uint8Array | undefined;
  readonly sent: Sent;
}

/** Plays a script against a model of the server, then lets everything come to its end. */
function play(steps: readonly Step[], window: { bytes: number; frames: number }) {
  const server = new ModelServer(window);
  const mux = createMux();
  const asked: Asked[] = [];
  /** Offsets by channel, as they came. */
  const came: Record<string, number[]> = { chat: [], file: [], typing: [] };
  for (const name of Object.keys(came)) {
    mux.connection.channel(name).onFrame((frame) => {
      const frames = "payload" in frame ? Math.ceil(frame.payload.length / 1_200) : 1;
      for (let n = 0; n < frames; n++) came[name]!.push(frame.offset! + n);
    });
  }
  const cut = () => {
    const { length } = mux.sockets;
    mux.socket.end();
    while (mux.sockets.length === length) mux.clock.advance(100);
    server.accept(mux.socket);
  };
  const take = (step: Step) => {
    if (step.do === "send") {
      const { name, text, size } = step;
      const sent = mux.connection.channel(name).send(text, { size });
      asked.push({ name, text, bytes: undefined, sent });
    } else if (step.do === "sendBytes") {
      const bytes = new Uint8Array(step.length).map((_, n) => step.fill + n);
      const sent = mux.connection.channel("file").sendBytes("head", bytes);
      asked.push({ name: "file", text: "head", bytes, sent });
    } else if (step.do === "handle") server.handle(step.count);
    else if (step.do === "tell") server.tell(step.count);
    else if (step.do === "turn") mux.turn();
    else if (step.do === "ack") server.ack();
    else if (step.do === "grant") server.grant();
    else if (step.do === "wait") mux.clock.advance(20);
    else if (step.do === "refuse") server.isRefusing = true;
    else if (step.do === "allow") server.isRefusing = false;
    else {
      if (step.do === "forget") server.forget();
      cut();
    }
  };
  server.accept(mux.socket);
  server.handle(1);
  steps.forEach(take);
  for (let quiet = 0; quiet < 3;) {
    mux.turn();
    const moved = server.handle(Infinity) + server.tell(Infinity);
    server.grant();
    server.ack();
    mux.clock.advance(20);
    quiet = moved > 0 ? 0 : quiet + 1;
  }
  return { server, mux, asked, came };
}

Deno.test("R1, R2, R4, R5, K1: wherever it is cut, each message is in the log once and in order, or refused, or unsure", () => {
  const seen = { acked: 0, unsure: 0, refused: 0, resumed: 0 };
  holds(fc.tuple(fc.array(step, { minLength: 10, maxLength: 60 }), window), ([steps, window]) => {
    const { server, mux, asked } = play(steps, window);
    const unsure = new Set<string>();
    const refused = new Set<string>();
    for (const trouble of mux.troubles) {
      if (trouble.type === "unsure") unsure.add(trouble.messageId);
      else {
        assert(trouble.type === "error" && trouble.rule === "M8", JSON.stringify(trouble));
        refused.add(trouble.messageId!);
      }
    }
    assert(refused.isDisjointFrom(unsure), "Of what was refused everything is known");
    const inLog = new Map(
      Object.entries(server.logs).map(([name, log]) => [name, messagesOf(log)]),
    );
    for (const { name, text, bytes, sent } of asked) {
      const { acked, total } = sent.progress;
      const found = [...inLog.get(name)!].filter(([key]) => key.endsWith(` ${sent.messageId}`));
      assert(found.length <= 1, "It was sent by two senders");
      if (unsure.has(sent.messageId)) {
        assert(acked < total);
        seen.unsure++;
        continue;
      }
      if (refused.has(sent.messageId)) {
        assert(acked < total && (found[0]?.[1].length ?? 0) < total, "Refused, and all there");
        seen.refused++;
        continue;
      }
      const frames = found[0]![1];
      assertEquals([acked, frames.length, frames[0]?.total], [total, total, total]);
      const texts = frames.filter(({ data }) => typeof data === "string");
      assertEquals(texts.map(({ data }) => data).join(""), text);
      const pieces = frames.flatMap(({ data }) => typeof data === "string" ? [] : [...data]);
      assertEquals(Uint8Array.from(pieces), bytes ?? new Uint8Array());
      seen.acked++;
    }
    if (mux.sockets.length > 1 && unsure.size === 0) seen.resumed++;
    const stats = mux.connection.stats().channels;
    for (const { queued, inFlight } of Object.values(stats)) {
      assertEquals([queued, inFlight], [{ bytes: 0, frames: 0 }, { bytes: 0, frames: 0 }]);
    }
  });
  assert(Object.values(seen).every((count) => count > 10), JSON.stringify(seen));
});

Deno.test("R1, G2: wherever it is cut, each frame of a log comes once and in order", () => {
  holds(fc.tuple(fc.array(step, { minLength: 10, maxLength: 60 }), window), ([steps, window]) => {
    const { server, came } = play(steps, window);
    for (const [name, offsets] of Object.entries(came)) {
      assertEquals(offsets, server.logs[name]!.map((_, offset) => offset), name);
    }
  });
});
