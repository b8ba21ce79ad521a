import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import Lab from "../../../components/lab/Lab.tsx";
import { Fold } from "../../../components/Later.tsx";
import { Missions } from "../../../components/lab/Missions.tsx";
import { frame } from "../../support/frames.ts";
import { openSession } from "../../support/session.ts";
import { FakeNetwork } from "../../support/socket.ts";

const { connect } = new FakeNetwork();

Deno.test("lab: all parts around a session, and faults only for who leads", () => {
  const { session } = openSession();
  const html = renderToString(<Lab session={session} connect={connect} />);
  for (
    const title of ["Missions", "Place your bets", "Write a frame by hand", "Keep this lesson"]
  ) {
    assertStringIncludes(html, title);
  }
  // What is loaded later says so: only who leads has one more of that.
  const loading = (page: string) => page.split("Loading…").length - 1;
  const solo = renderToString(<Lab session={session} connect={connect} isSolo />);
  assertEquals([html, solo].map(loading), [0, 1]);
});

Deno.test("lab: U16: a frame is lost where one leads, and everybody else is told where that is", () => {
  const missions = (role: string, isSolo = false) => {
    const { session, socket } = openSession();
    const data = JSON.stringify({ name: "Ana", role });
    socket.deliver({ ...frame({ channel: "people", messageId: "p", data }), from: "otter" });
    return renderToString(<Lab session={session} connect={connect} isSolo={isSolo} />);
  };
  const wayTo = '<a href="/solo"';
  assertStringIncludes(missions("student"), wayTo);
  assert(!missions("teacher").includes(wayTo), "A teacher has the faults");
  assert(!missions("student", true).includes(wayTo), "It is here");
  const lost = <Missions progress={new Set(["lose/drop"])} leads={false} />;
  assert(!renderToString(lost).includes(wayTo), "It was done: the teacher did it");
});

Deno.test("lab: a part that is closed is a heading, and not loaded", () => {
  const load = () => Promise.reject(new Error("It is closed"));
  const fold = { id: "more", class: "more", title: "More to try", load, props: {} };
  const html = renderToString(<Fold {...fold} />);
  assertStringIncludes(html, '<h2 id="more-title">More to try</h2>');
  assert(!html.includes("Loading"));
  assertStringIncludes(renderToString(<Fold {...fold} isOpen />), "Loading…");
});
