import { assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { Channels } from "../../components/Channels.tsx";
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
