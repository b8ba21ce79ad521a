import { assert, assertEquals } from "@std/assert";
import { type Port, PortSocket, serve } from "../../../components/lab/solo_port.ts";
import { type Solo, SOLO_NAMES, startSolo } from "../../../components/lab/solo.ts";
import type { Socket } from "../../../lib/link.ts";
import { type Frame, Reassembler, split } from "../../../lib/protocol.ts";
import { FakeClock } from "../../support/clock.ts";

/** Somebody at the page of a solo room, for as long as a test says. */
function visit(connect: (solo: Solo) => Socket = (solo) => solo.connect(), seed = 1) {
  const clock = new FakeClock();
  const solo = startSolo({ clock, seed });
  const socket = connect(solo);
  const frames: Frame[] = [];
  const says = (channel: string, data: string) => {
    for (const frame of split({ channel, messageId: `${channel}-${frames.length}`, data }, 4)) {
      socket.send(JSON.stringify(frame));
    }
  };
  socket.onopen = () => says("presence", "online");
  socket.onmessage = ({ data }: { data: string }) => frames.push(JSON.parse(data));
  return { clock, solo, socket, frames, says };
}

/** What was said whole, as in "robin chat: hello!". */
function said(frames: readonly Frame[]): string[] {
  const reassembler = new Reassembler({ now: () => 0 });
  return frames.filter(({ channel }) => channel !== "$").map((frame) => reassembler.push(frame))
    .flatMap(({ status, message }) =>
      status === "complete" ? `${message.from} ${message.channel}: ${message.text()}` : []
    );
}

Deno.test("solo: two classmates are there, and talk", () => {
  const { clock, frames } = visit();
  clock.advance(2_000);
  for (const name of SOLO_NAMES.mates) {
    assert(said(frames).includes(`${name} presence: online`), name);
  }
  clock.advance(120_000);
  for (const name of SOLO_NAMES.mates) {
    const lines = said(frames).filter((line) => line.startsWith(`${name} chat`));
    assert(lines.length >= 2, `${name} says ${lines.length} lines`);
  }
  assert(said(frames).some((line) => line.includes(" file: ")), "Somebody shares a file");
  assert(said(frames).some((line) => line.includes(" typing: on")), "One sees them type");
});

Deno.test("solo: their frames mix on the one socket", () => {
  const { clock, frames, says } = visit();
  clock.advance(3_000);
  says("file", "ABCDEFGH".repeat(4));
  clock.advance(120_000);
  const senders = frames.map(({ from, messageId }) => `${from} ${messageId}`);
  const mixed = senders.some((sender, n) =>
    senders[n + 1] !== sender && senders.lastIndexOf(sender) > n + 1
  );
  assert(mixed);
});

Deno.test("solo: U26: within ten seconds a file and chat take turns, and nobody has pressed anything", () => {
  for (let seed = 0; seed < 20; seed++) {
    const { clock, frames } = visit(undefined, seed);
    clock.advance(10_000);
    const letters = frames.map(({ channel }) => channel[0]).join("");
    assert(/fcf|cfc/.test(letters), `seed ${seed}: ${letters}`);
  }
});

Deno.test("solo: the same seed says the same", () => {
  const lines = (seed: number) => {
    const { clock, frames } = visit(undefined, seed);
    clock.advance(60_000);
    return said(frames);
  };
  assertEquals(lines(5), lines(5));
  assert(lines(5).join() !== lines(6).join());
});

Deno.test("solo: a question is often answered", () => {
  const { clock, frames, says } = visit();
  clock.advance(3_000);
  const before = said(frames).length;
  for (let n = 0; n < 5; n++) {
    says("chat", `what is frame ${n}?`);
    clock.advance(4_000);
  }
  const answers = said(frames).slice(before).filter((line) => /^(robin|wren) chat/.test(line));
  assert(answers.length >= 2, `${answers.length} answers`);
});

Deno.test("solo: a cut connection comes back, the classmates too", () => {
  const { clock, solo, frames, says, socket } = visit();
  clock.advance(2_000);
  let code = 0;
  socket.onclose = (event: { code: number }) => code = event.code;
  solo.inject([{ kind: "cut", share: 1, count: 1 }]);
  says("chat", "x");
  clock.advance(100);
  assertEquals(code, 1012);
  const again = solo.connect();
  const later: Frame[] = [];
  again.onmessage = ({ data }: { data: string }) => later.push(JSON.parse(data));
  clock.advance(60_000);
  assert(said(later).some((line) => line.includes(" chat: ")));
  assert(frames.length > 0);
});

Deno.test("solo: when it stops, nothing is left to do", () => {
  const { clock, solo, socket } = visit();
  clock.advance(30_000);
  solo.stop();
  socket.close();
  clock.advance(10_000);
  assertEquals(clock.waiting, 0);
});

Deno.test("solo: through a port it is the same", () => {
  const ports: { a: Port; b: Port } = (() => {
    const a: Port = { onmessage: null, postMessage: (data) => b.onmessage?.({ data } as never) };
    const b: Port = { onmessage: null, postMessage: (data) => a.onmessage?.({ data } as never) };
    return { a, b };
  })();
  const through = visit((solo) => {
    serve(ports.b, () => solo.connect());
    return new PortSocket(ports.a);
  });
  const direct = visit();
  for (const { clock } of [through, direct]) clock.advance(60_000);
  assertEquals(said(through.frames), said(direct.frames));
  let code = 0;
  through.socket.onclose = (event: { code: number }) => code = event.code;
  through.socket.close(1000, "done");
  through.clock.advance(100);
  assertEquals(code, 1000);
});
