import { assertEquals, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { StatusBar } from "../../components/StatusBar.tsx";
import { texts } from "../../components/texts/page.ts";
import { frame } from "../support/frames.ts";
import { openSession } from "../support/session.ts";

Deno.test("M2: who has several windows open is one of the people who are here", () => {
  const { session, socket, paint } = openSession();
  for (const from of ["heron", "heron~2", "heron~3"]) {
    socket.deliver({ ...frame({ channel: "presence", data: "online" }), from });
  }
  paint();
  assertStringIncludes(renderToString(<StatusBar session={session} />), "2 people here");
});

Deno.test("status: U1: the bar says how many frames wait, and their bytes where they are counted", () => {
  const { queued } = texts.status;
  assertEquals(queued(82, 12_000), "82 frames, 12 KB, queued");
  assertEquals(queued(1, 0), "1 frame queued");
});
