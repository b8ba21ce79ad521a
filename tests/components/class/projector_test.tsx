import { assert, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { Projector } from "../../../components/class/Projector.tsx";
import { openSession } from "../../support/session.ts";

Deno.test("X9: the projector says that the room has ended: what stands still is not a quiet class", () => {
  const { session, socket } = openSession();
  const screen = () =>
    renderToString(<Projector session={session} start={() => () => {}} code="ABC234" />);
  assertStringIncludes(screen(), 'class="trouble" hidden');
  socket.end(4410, "the classroom has ended");
  assertStringIncludes(screen(), "The classroom has ended.");
  assert(!screen().includes('class="trouble" hidden'));
});
