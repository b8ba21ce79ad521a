import { page } from "fresh";
import { CreateCard } from "../components/join/CreateCard.tsx";
import { Sheet } from "../components/join/Sheet.tsx";
import { joinTexts } from "../components/texts/join.ts";
import { define } from "../define.ts";
import { retryHeader, statusOf } from "../server/api.ts";
import { keepKey, keepToken } from "../server/credentials.ts";
import { createRoom } from "../server/entrance.ts";
import { isRefusal } from "../server/refusal.ts";
import { isSecure } from "../server/source.ts";

const words = joinTexts.join.create;

/** Makes a classroom for somebody who pressed the button, and shows them its board. */
export const handler = define.handlers({
  GET: () => page({ problem: "" }),
  async POST({ req, state }) {
    const opening = await createRoom(req, "Teacher", state);
    if (isRefusal(opening)) {
      return page({ problem: words.notMade(opening.message) }, {
        status: statusOf(opening),
        headers: retryHeader(opening),
      });
    }
    const { person: { room }, token, teacherKey } = opening;
    const headers = new Headers({ location: `/r/${room}/board` });
    keepToken(headers, room, token, isSecure(req));
    keepKey(headers, room, teacherKey, isSecure(req));
    return new Response(null, { status: 303, headers });
  },
});

export default define.page<typeof handler>(({ data: { problem } }) => (
  <Sheet>
    <h1>{words.page}</h1>
    <CreateCard problem={problem} isMain />
  </Sheet>
));
