import { assert, assertEquals } from "@std/assert";
import { breaking } from "../../../components/lab/editor.ts";
import { SoloHub } from "../../../components/lab/solo_hub.ts";
import { WAY_MS } from "../../../components/lab/solo_socket.ts";
import { droppedBy, faultOf } from "../../../lib/fault_notes.ts";
import type { Frame } from "../../../lib/protocol.ts";
import { FakeClock } from "../../support/clock.ts";
import { frame, framesOf } from "../../support/frames.ts";

function create(...names: string[]) {
  const clock = new FakeClock();
  const hub = new SoloHub({ clock, random: () => 0 });
  const join = (name: string) => {
    const socket = hub.connect(name);
    const got: Frame[] = [];
    const ends: number[] = [];
    socket.onmessage = ({ data }: { data: string }) => got.push(JSON.parse(data));
    socket.onclose = ({ code }: { code: number }) => ends.push(code);
    clock.advance(WAY_MS);
    return {
      ...{ socket, got, ends },
      send: (...frames: (Frame | string)[]) => {
        for (const each of frames) {
          socket.send(typeof each === "string" ? each : JSON.stringify(each));
        }
        clock.advance(2 * WAY_MS);
      },
    };
  };
  return { hub, clock, join, people: names.map(join) };
}

const hello = frame({ channel: "presence", messageId: "p-1", data: "online" });
const labels = (frames: readonly Frame[]) =>
  frames.map(({ from, channel, data }) => `${from} ${channel} ${data}`);

Deno.test("P1, P2, P3: in a room in memory all get all, with sender and offset", () => {
  const { people: [otter, heron] } = create("otter", "heron");
  otter!.send(frame({ from: "me", offset: 99 }), frame({ messageId: "chat-2" }));
  heron!.send(frame({ channel: "file" }));
  const expected = [
    frame({ from: "otter", offset: 0 }),
    frame({ from: "otter", offset: 1, messageId: "chat-2" }),
    frame({ from: "heron", offset: 0, channel: "file" }),
  ];
  assertEquals(otter!.got, expected);
  assertEquals(heron!.got, expected);
});

Deno.test("P6, P7: in a room in memory one learns who is here, and who has left", () => {
  const { people: [otter, heron], join, clock } = create("otter", "heron");
  otter!.send(hello);
  const late = join("late");
  late.send(hello);
  assertEquals(labels(late.got), ["late presence online", "otter presence online"]);
  heron!.socket.close();
  otter!.socket.close();
  clock.advance(WAY_MS);
  assertEquals(labels(late.got).slice(2), ["otter presence left"]);
});

Deno.test("E1, E2: a room in memory answers a bad frame to its sender, and ends after ten", () => {
  const { people: [otter, heron], clock } = create("otter", "heron");
  otter!.send("{", frame());
  assertEquals(JSON.parse(otter!.got[0]!.data).rule, "F1");
  assertEquals(labels(heron!.got), ["otter chat hi"]);
  otter!.send(...Array.from({ length: 10 }, () => JSON.stringify(frame({ channel: "faults" }))));
  clock.advance(WAY_MS);
  assertEquals(otter!.got.filter(({ channel }) => channel === "$").length, 11);
  assertEquals(otter!.ends, [4400]);
  assertEquals(heron!.ends, []);
});

/** A command, as the plain wire has it (M5). */
const command = (words: object) => frame({ channel: "$", data: JSON.stringify(words) });

Deno.test("F1, F2, F3, F4, F5, F6, F7: a room in memory refuses what each preset of the editor breaks", () => {
  for (const rule of ["F1", "F2", "F3", "F4", "F5", "F6", "F7"] as const) {
    const { people: [otter] } = create("otter");
    otter!.send(breaking(rule, frame()));
    assertEquals(otter!.got.map(({ data }) => JSON.parse(data).rule), [rule]);
  }
});

Deno.test("M21, M22: a room in memory has the channels that were declared, tells all, and no others", () => {
  const { people: [otter, heron], join } = create("otter", "heron");
  const rules = () => otter!.got.splice(0).map(({ data }) => JSON.parse(data).rule);
  otter!.send(frame({ channel: "mood" }), frame({ channel: "room" }));
  assertEquals(rules(), ["F2", "F2"]);
  const look = { letter: "M", shape: "diamond", colour: "teal" };
  otter!.send(command({ type: "declare", name: "mood", ...look }), frame({ channel: "mood" }));
  const [told, said] = otter!.got.splice(0);
  const mood = { name: "mood", ...look, class: "interactive", by: "otter" };
  assertEquals([told!.channel, JSON.parse(told!.data)], ["room", { channels: [mood] }]);
  assertEquals(labels([said!]), ["otter mood hi"]);
  assertEquals(heron!.got.map(({ channel }) => channel), ["room", "mood"]);
  const late = join("late");
  late.send();
  assertEquals(JSON.parse(late.got[0]!.data), { channels: [mood] });
  otter!.send(
    command({ type: "declare", name: "mood", ...look, letter: "O" }),
    command({ type: "declare", name: "other", ...look }),
    command({ type: "declare", name: "chat", ...look }),
  );
  assertEquals(rules(), ["M21", "M21", "M21"]);
  otter!.send(command({ type: "withdraw", name: "mood" }), frame({ channel: "mood" }));
  assertEquals(otter!.got.map(({ channel, data }) => [channel, JSON.parse(data).rule]), [
    ["room", undefined],
    ["$", "F2"],
  ]);
});

Deno.test("M18, M19: a room in memory drops on request, says so, and has it when asked", () => {
  const { people: [otter, heron] } = create("otter", "heron");
  const rules = [{ kind: "drop", channel: "chat", share: 1, count: 1 }];
  otter!.send(command({ type: "faults", rules }), hello, ...framesOf(2));
  const [, note, second] = heron!.got;
  const dropped = droppedBy(note!)!;
  assertEquals(labels([dropped, second!]), ["otter chat ", "otter chat 1"]);
  const { channel: of, from, messageId, sequence } = dropped;
  const ask = command({ type: "repair", of, from, messageId, sequence });
  heron!.send(ask, ask);
  const lost = frame({ total: 2, from: "otter", offset: 0, data: "0" });
  for (const person of [otter, heron]) assertEquals(person!.got.slice(3), [lost]);
});

Deno.test("M5: in a room in memory nobody speaks for the hub, and no command is made up", () => {
  const { people: [otter] } = create("otter");
  otter!.send(frame({ channel: "faults" }), command({ type: "sing" }), command({ type: "faults" }));
  otter!.send(frame({ channel: "$", data: "?" }));
  assertEquals(otter!.got.map(({ data }) => JSON.parse(data).rule), ["F2", "M5", "M18", "H4"]);
});

Deno.test("a room in memory swaps, doubles and delays, with a label, and cuts", () => {
  const { hub, clock, people: [otter, heron] } = create("otter", "heron");
  const faults = () => heron!.got.map((frame) => `${frame.data} ${faultOf(frame) ?? ""}`.trim());
  hub.faults.rules = ["swap", "duplicate", "delay"].map((kind) => ({
    ...{ kind: kind as "swap", share: 1, count: 1 },
  }));
  otter!.send(...framesOf(4));
  assertEquals(faults(), ["1", "1 duplicate", "0 swap", "3"]);
  clock.advance(1_000);
  assertEquals(faults().at(-1), "2 delay");
  hub.faults.rules = [{ kind: "swap", share: 1, count: 1 }];
  otter!.send(frame({ data: "alone" }));
  clock.advance(3_000);
  assertEquals(faults().at(-1), "alone swap");
  hub.faults.rules = [{ kind: "cut", share: 1, count: 1 }];
  otter!.send(frame({ data: "last" }));
  clock.advance(WAY_MS);
  assertEquals(faults().at(-1), "last cut");
  assert([otter, heron].every((person) => person!.ends[0] === 1012));
});
