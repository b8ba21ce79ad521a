import { signal } from "@preact/signals";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { Chat } from "../../components/Chat.tsx";
import { MAX_LINES } from "../../components/demux.ts";
import { muxLine } from "../../components/mux_line.ts";
import { Session } from "../../components/session.ts";
import { FakeClock } from "../support/clock.ts";
import { frame } from "../support/frames.ts";
import { FakeMuxSocket, welcome } from "../support/mux.ts";
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

Deno.test("H7: a line of history has its time, with the date of another day, or none if none is told", () => {
  const now = new Date(2026, 10, 29, 9, 30).getTime();
  const clock = new FakeClock();
  clock.advance(now);
  const socket = new FakeMuxSocket();
  const paints: (() => void)[] = [];
  const session = new Session({
    line: muxLine({ socket: () => socket, schedule: () => {} }),
    clock,
    random: () => 0,
    beforePaint: (task) => paints.push(task),
  });
  session.open();
  socket.accept();
  socket.deliver(welcome({}, { chat: { next: 3 } }));
  const time = (at: number) => ({ channel: "$", type: "time", of: "chat", at });
  const yesterday = new Date(2026, 10, 28, 16, 5).getTime();
  const today = new Date(2026, 10, 29, 8, 45).getTime();
  const line = (offset: number) => frame({ messageId: `${offset}`, from: "heron", offset });
  socket.deliver([line(0), time(yesterday), line(1), time(today), line(2), line(3)]);
  for (const paint of paints) paint();
  const html = renderToString(<Chat session={session} unread={signal(0)} />);
  const times = [...html.matchAll(/<time datetime="([^"]*)">([^<]*)</g)];
  assertEquals(
    times.map(([, at]) => at),
    [yesterday, today, now].map((at) => new Date(at).toISOString()),
  );
  const [before, morning, last] = times.map(([, , text]) => text!);
  assertMatch(before!, /\b28\b.*:05/);
  assertMatch(morning!, /^0?8:45/);
  assertMatch(last!, /^0?9:30/);
});
