import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { Channels } from "../../../components/Channels.tsx";
import Lab from "../../../components/lab/Lab.tsx";
import { LessonPlayer } from "../../../components/lab/LessonPlayer.tsx";
import { lessonView } from "../../../components/lab/lesson_view.ts";
import type { LoggedFrame } from "../../../components/lab/log.ts";
import { stateHash } from "../../../components/lab/state_hash.ts";
import { RawFrames } from "../../../components/RawFrames.tsx";
import { Strip } from "../../../components/Strip.tsx";
import { FakeClock } from "../../support/clock.ts";
import { frame } from "../../support/frames.ts";
import { openSession } from "../../support/session.ts";
import { FakeNetwork } from "../../support/socket.ts";
import { cut, logOf, smallLesson } from "./logs.ts";

const nothing = () => {};
const knobs = { order: "round-robin", chunkSize: 4 } as const;

const create = (log: readonly LoggedFrame[] = smallLesson(), me?: string) => {
  const clock = new FakeClock();
  return { clock, view: lessonView({ title: "A lesson", log, me }, "round-robin", clock) };
};

Deno.test("lesson: U18: a lesson is played, stepped and scrubbed as what is live", () => {
  const { clock, view: { time } } = create();
  const stands = () => `${time.shown.value.phase} at ${time.shown.value.cursor}`;
  assertEquals([stands(), time.shown.value.frames.length], ["paused at 0", 0]);
  time.play();
  clock.advance(20);
  assertEquals(stands(), "playing at 3");
  time.toLive();
  assertEquals(stands(), "paused at 3", "There is nothing live to go back to");
  time.toLive();
  assertEquals(stands(), "playing at 3");
  clock.advance(60_000);
  assertEquals(stands(), `paused at ${smallLesson().length}`);
  time.seek(2);
  assertEquals(time.rows.value.map(({ channel, received }) => `${channel} ${received}`), [
    ...["file 1", "chat 1"],
  ]);
});

Deno.test("lesson: U18: the player of a lesson has the views of the page, and every id once beside them", () => {
  const { session } = openSession();
  const player = renderToString(
    <LessonPlayer
      played={{ title: "A lesson", log: smallLesson() }}
      knobs={knobs}
      onFork={nothing}
      onClose={nothing}
    />,
  );
  const live = renderToString(
    <>
      <Strip session={session} onShow={nothing} onLeave={nothing} />
      <RawFrames session={session} />
      <Channels session={session} />
    </>,
  );
  assertStringIncludes(player, "Before the first frame.");
  assertStringIncludes(player, stateHash(smallLesson()));
  assertStringIncludes(player, "A lesson: Raw frames on one socket");
  assertStringIncludes(player, 'role="listbox"');
  assert(!player.includes("Back to live"), "Nothing of it is live");
  const ids = [...(live + player).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assertEquals(new Set(ids).size, ids.length);
});

Deno.test("lesson: U18: what a lesson misses is not asked for: nobody has it any more", () => {
  const [first, ...rest] = logOf(cut("s1", "file", "file-1", "ABCDEFGHIJ"));
  const { view } = create([{ ...first!, fault: "drop" }, ...rest], "s1");
  view.time.seek(3);
  const html = renderToString(<Channels session={view} />);
  assertStringIncludes(html, "dropped");
  assertStringIncludes(html, "s1 (you)");
  assert(!html.includes("<button"), html);
});

Deno.test("lesson: U19: the frames of a file have the times that it counts from 0", () => {
  const { view } = create(logOf(cut("s1", "chat", "chat-1", "hello"), { start: 1_500 }));
  view.time.seek(1);
  assertStringIncludes(renderToString(<RawFrames session={view} />), "00:00:01.500");
  const now = Date.now();
  const fork = create(logOf(cut("s1", "chat", "chat-1", "hello"), { start: now }));
  assertEquals(fork.view.time.log[0]!.at, now);
});

Deno.test("lesson: U20: where the page stands still with a frame chosen, the rest can be played another way", () => {
  const { session, socket, paint } = openSession();
  const loading = () =>
    renderToString(<Lab session={session} connect={new FakeNetwork().connect} />)
      .split("Loading…").length - 1;
  socket.deliver({ ...frame({ data: "hi" }), from: "otter" });
  paint();
  session.selected.value = session.time.shown.value.last;
  const live = loading();
  session.time.pause();
  paint();
  assertEquals(loading(), live + 1);
  const { last } = session.time.shown.value;
  session.time.seek(1);
  paint();
  assertEquals(session.time.log.at(-1)!.n, last, "What is after the position is played again");
});
