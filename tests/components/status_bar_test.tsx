import { assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { StatusBar } from "../../components/StatusBar.tsx";
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
