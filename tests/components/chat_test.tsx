import { signal } from "@preact/signals";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { Chat } from "../../components/Chat.tsx";
import { MAX_LINES } from "../../components/demux.ts";
import { frame } from "../support/frames.ts";
import { openSession } from "../support/session.ts";

/** The log after so many lines. */
function shown(lines: number): string {
  const { session, socket, paint } = openSession();
  for (let n = 1; n <= lines; n++) {
    socket.deliver(frame({ from: "heron", messageId: `chat-${n}`, data: `line ${n}.` }));
  }
  paint();
  return renderToString(<Chat session={session} unread={signal(0)} />);
}

Deno.test("C2 a long log begins with how many earlier lines there are, and a way to them", () => {
  assert(!shown(200).includes("earlier line"));
  const html = shown(215);
  assertStringIncludes(html, "Show 15 earlier lines");
  assertEquals([html.includes("line 15."), html.includes("line 16.")], [false, true]);
  assertStringIncludes(shown(MAX_LINES + 5), "Show 800 earlier lines");
});
