import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { Banner } from "../../../components/Banner.tsx";
import Teacher from "../../../components/class/Teacher.tsx";
import { Compose } from "../../../components/Compose.tsx";
import { RoomBar } from "../../../components/join/RoomBar.tsx";
import { frame } from "../../support/frames.ts";
import { openSession } from "../../support/session.ts";

const seat = { code: "ABC234", id: "otter", name: "Ms Lee", role: "teacher" } as const;

/** A teacher's page of a room that is locked, and what is on it. */
function openTeacher() {
  const { session, socket } = openSession();
  const data = JSON.stringify({ code: "ABC234", locked: true });
  socket.deliver({ ...frame({ channel: "room", data }), from: "$" });
  const page = () =>
    renderToString(
      <>
        <RoomBar seat={seat} session={session} />
        <Banner session={session} />
        <Teacher session={session} code="ABC234" />
        <Compose session={session} />
      </>,
    );
  return { session, socket, page };
}

Deno.test("X9: of a room that has ended a teacher is shown nothing that needs one, and the way on", () => {
  const { session, socket, page } = openTeacher();
  const ofARoom = ["Pause everybody", "End the room", "Projector", "/board", "Enter sends"];
  for (const words of ofARoom) assertStringIncludes(page(), words);
  assert(!page().includes('role="status" hidden'), "It says that the room is locked");
  socket.end(4410, "the classroom has ended");
  for (const words of ofARoom) assert(!page().includes(words), words);
  for (const words of ["The room is over", "Keep this lesson", 'action="/rooms"']) {
    assertStringIncludes(page(), words);
  }
  assertStringIncludes(page(), 'role="status" hidden');
  assertEquals([session.isOut, session.isOver, session.canSend], [true, true, false]);
});

Deno.test("X8: whose token is over leads nothing, and is not told that the room is over", () => {
  const { session, socket, page } = openTeacher();
  socket.end(4403, "your token is over, come in again");
  assert(!page().includes("Pause everybody") && !page().includes("The room is over"));
  assertEquals([session.isOut, session.isOver], [true, false]);
});
