import { page } from "fresh";
import { Board } from "../../../components/join/Board.tsx";
import { Sheet } from "../../../components/join/Sheet.tsx";
import { define } from "../../../define.ts";
import { answer, wantsJson } from "../../../server/api.ts";
import { keyOf } from "../../../server/credentials.ts";
import { guestOf } from "../../../server/entrance.ts";
import { isLoopback } from "../../../server/origin.ts";
import { originOf } from "../../../server/source.ts";
import { PRIVATE } from "./index.tsx";

/** The teacher's board: how to join, made to be shown to a class. It asks how many have, as JSON. */
export const handler = define.handlers({
  async GET(ctx) {
    const { req, params, state } = ctx;
    const code = params["code"]!;
    const guest = await guestOf(req, code, state);
    if (guest.is !== "member" || guest.pass.person.role !== "teacher") {
      return ctx.redirect(`/r/${encodeURIComponent(code)}`);
    }
    // The teacher belongs to it, and has not joined by it.
    const joined = guest.classroom.size - 1;
    if (wantsJson(req.headers)) return answer({ joined });
    const origin = originOf(req);
    const advice = adviceFor(new URL(origin).hostname, state.config.host);
    // Shown to its owner again only if it is this room's: cookies can be put into a browser.
    const key = keyOf(req.headers);
    const teacherKey = key && state.rooms.findByKey(key)?.classroom.code === code ? key : undefined;
    return page({ code, origin, advice, teacherKey, joined }, { headers: PRIVATE });
  },
});

/** What a teacher has to do so that others can open the address that the board shows. */
function adviceFor(shown: string, bound: string): "restart" | "reopen" | undefined {
  if (!isLoopback(shown)) return undefined;
  return isLoopback(bound) ? "restart" : "reopen";
}

export default define.page<typeof handler>(({ data }) => (
  <Sheet>
    <Board {...data} />
  </Sheet>
));
