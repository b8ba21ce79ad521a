import { assertEquals, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { Banner } from "../../components/Banner.tsx";
import { People } from "../../components/People.tsx";
import { frame } from "../support/frames.ts";
import { openSession } from "../support/session.ts";

/** A room of people with these names. The page itself is the first of them, of this role. */
function openRoom(names: readonly string[], role = "student") {
  const opened = openSession();
  const { session, socket, paint } = opened;
  names.forEach((name, n) => {
    const from = n === 0 ? session.me.value! : `p${n}`;
    const data = JSON.stringify({ name, role: n === 0 ? role : "student" });
    socket.deliver({ ...frame({ channel: "people", messageId: `people-${n}`, data }), from });
    socket.deliver({ ...frame({ channel: "presence", data: "online" }), from });
  });
  paint();
  return opened;
}

Deno.test("M11: people stand in the order of their names, whatever the case, and by their numbers", () => {
  const { session } = openRoom(["Zoe", "ana 10", "émile", "ana 2", "Ana", "Paul"]);
  const html = renderToString(<People session={session} isLobby={false} />);
  const names = [...html.matchAll(/<li[^>]*><span>([^<]*)</g)].map(([, name]) => name);
  assertEquals(names, ["Ana", "ana 2", "ana 10", "émile", "Paul", "Zoe (you)"]);
});

Deno.test("M8: who paused the room is told so, and nobody else is called a teacher's", () => {
  const said = (role: string) => {
    const { session, socket } = openRoom(["Ana"], role);
    const data = JSON.stringify({ code: "ABC234", paused: true });
    socket.deliver({ ...frame({ channel: "room", data }), from: "$" });
    return renderToString(<Banner session={session} />);
  };
  assertStringIncludes(said("teacher"), "You have paused the room");
  assertStringIncludes(said("student"), "Your teacher has paused the room");
});
