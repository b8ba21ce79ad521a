import { assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { RoomBar } from "../../../components/join/RoomBar.tsx";
import { frame } from "../../support/frames.ts";
import { openSession } from "../../support/session.ts";

Deno.test("M11: the bar of a room has the name that its teacher gave last", () => {
  const { session, socket } = openSession();
  const seat = { code: "ABC234", id: "otter", name: "Ana", role: "student" } as const;
  const bar = () => renderToString(<RoomBar seat={seat} session={session} />);
  assertStringIncludes(bar(), "<b>Ana</b>");
  const data = JSON.stringify({ name: "Anabel", role: "student" });
  socket.deliver({ ...frame({ channel: "people", data }), from: "otter" });
  assertStringIncludes(bar(), "<b>Anabel</b>");
});

Deno.test("board: U22: the code and links open beside the room, which a teacher would leave else", () => {
  const { session } = openSession();
  const seat = { code: "ABC234", id: "owl", name: "Owl", role: "teacher" } as const;
  const bar = renderToString(<RoomBar seat={seat} session={session} />);
  assertStringIncludes(bar, '<a href="/r/ABC234/board" target="_blank" rel="noopener">');
  assertStringIncludes(bar, "in a new tab");
});
