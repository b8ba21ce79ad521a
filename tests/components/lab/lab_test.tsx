import { assert, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import Lab from "../../../components/lab/Lab.tsx";
import { LabLoader } from "../../../components/lab/LabLoader.tsx";
import { LessonPlayer } from "../../../components/lab/LessonPlayer.tsx";
import { stateHash } from "../../../components/lab/state_hash.ts";
import { openSession } from "../../support/session.ts";
import { FakeNetwork } from "../../support/socket.ts";
import { smallLesson } from "./logs.ts";

const nothing = () => {};
const { connect } = new FakeNetwork();

Deno.test("lab: all parts around a session, and faults only for who leads", () => {
  const { session } = openSession();
  const html = renderToString(<Lab session={session} connect={connect} />);
  for (
    const title of ["Missions", "Place your bets", "Write a frame by hand", "Keep this lesson"]
  ) {
    assertStringIncludes(html, title);
  }
  assert(!html.includes("faults-title"));
  const solo = renderToString(<Lab session={session} connect={connect} isSolo />);
  assertStringIncludes(solo, "faults-title");
});

Deno.test("lab: closed it is a line, and not loaded", () => {
  const { session } = openSession();
  const html = renderToString(<LabLoader session={session} connect={connect} />);
  assertStringIncludes(html, "<summary>");
  assert(!html.includes("Missions</h2>"));
});

Deno.test("lesson player: before the first frame, with the hash that all ends in", () => {
  const log = smallLesson();
  const html = renderToString(
    <LessonPlayer
      title="A lesson"
      log={log}
      knobs={{ order: "round-robin", chunkSize: 4 }}
      onFork={nothing}
      onClose={nothing}
    />,
  );
  assertStringIncludes(html, "Before the first frame.");
  assertStringIncludes(html, stateHash(log));
});
