import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { Channels } from "../../components/Channels.tsx";
import { encodeFileHead } from "../../lib/file.ts";
import type { Frame } from "../../lib/protocol.ts";
import { frame } from "../support/frames.ts";
import { openSession } from "../support/session.ts";

Deno.test("P7: who waits for a file sees that it was stopped, or that its sender left or was muted", () => {
  const file = frame({ channel: "file", messageId: "file-1", total: 3 });
  const said = (...frames: readonly Partial<Frame>[]) => {
    const { session, socket, paint, clock } = openSession();
    for (const it of [file, ...frames.map(frame)]) socket.deliver({ ...it, from: "heron" });
    clock.advance(9_000);
    session.tick();
    paint();
    return renderToString(<Channels session={session} />);
  };
  assertStringIncludes(said(), "nothing came for 9 s: its sender waits, or gave up");
  const stop = { channel: "file", messageId: "file-2", data: "stopped file-1" };
  assertStringIncludes(said(stop), "#1–#2 not here <small>stopped by its sender");
  assertStringIncludes(said({ channel: "presence", data: "left" }), "its sender has left");
  const data = JSON.stringify({ name: "Ana", role: "student", muted: true });
  assertStringIncludes(said({ channel: "people", data }), "its sender was muted");
});

/** The table after these frames came. */
function shown(frames: readonly Frame[], isPlain = false): string {
  const { session, socket, paint } = openSession();
  for (const frame of frames) socket.deliver(frame);
  paint();
  return renderToString(<Channels session={session} isPlain={isPlain} />);
}

Deno.test("C3 a bar is named by what comes and by who sends it, as people call them", () => {
  const said = frame({ channel: "people", from: "person-1", data: '{"name":"Ana"}' });
  const data = encodeFileHead({ name: "notes.pdf", type: "application/pdf" });
  const frames = [
    frame({ from: "person-1", messageId: "chat-7", total: 2 }),
    frame({ from: "person-1", channel: "file", messageId: "file-3", total: 9, data }),
    frame({ from: "otter", channel: "file", messageId: "file-4", total: 9 }),
  ];
  const names = (isPlain: boolean) =>
    [...shown([said, ...frames], isPlain).matchAll(/aria-label="([^"]*)" aria-v/g)]
      .map(([, name]) => name);
  const all = ["chat from Ana", "notes.pdf from Ana", "file from otter (you)"];
  assertEquals(all.filter((name) => !names(false).includes(name)), []);
  assert(names(true).every((name) => !/Ana|otter|notes/.test(name!)), "A class looks at it");
});

/** One frame of each of `people` of the same message. */
const step = (sequence: number, people: number) =>
  Array.from(
    { length: people },
    (_, n) => frame({ from: `person-${n}`, sequence, total: 6, data: `<${n}>` }),
  );

Deno.test("U5 five who take turns have a row each, and no frame that came seems to be missing", () => {
  for (const isPlain of [false, true]) {
    const html = shown([...step(0, 5), ...step(1, 5), ...step(2, 5)], isPlain);
    assertEquals(html.match(/3 of 6 frames, missing #3–#5/g)?.length, isPlain ? 1 : 5);
    assert(!html.includes("#0"), "It came");
  }
});

Deno.test("U5 of more messages than can be read the newest are drawn, and the others counted", () => {
  const html = shown(step(0, 40));
  assertStringIncludes(html, "8 more on chat began before these");
  assertEquals(html.match(/<progress/g)?.length, 32 + 1, "And that otter is online");
  assert(!shown(step(0, 32)).includes("more on chat"));
});
