import { page } from "fresh";
import { Outside } from "../../components/join/Outside.tsx";
import { Sheet } from "../../components/join/Sheet.tsx";
import { joinTexts } from "../../components/texts/join.ts";
import { define } from "../../define.ts";
import { keepKey, keepToken } from "../../server/credentials.ts";
import { isSecure } from "../../server/source.ts";

/** The address is the secret: it is sent nowhere else, and stays in no cache. */
const SECRET = { "referrer-policy": "no-referrer", "cache-control": "no-store" };

/** The teacher's own link: whoever has it is the teacher of its room. */
export const handler = define.handlers({
  async GET({ req, params, state: { rooms, identity } }) {
    const found = rooms.findByKey(params["key"]!);
    // Of a room that has ended nothing is kept, so nobody can tell which of the two it is.
    if (!found) return page(undefined, { status: 404, headers: SECRET });
    const { classroom: { code }, teacher } = found;
    const headers = new Headers({ location: `/r/${code}`, ...SECRET });
    keepToken(headers, code, (await identity.sign(teacher)).token, isSecure(req));
    keepKey(headers, code, params["key"]!, isSecure(req));
    return new Response(null, { status: 303, headers });
  },
});

export default define.page<typeof handler>(() => (
  <Sheet>
    <Outside {...joinTexts.join.outside.noLink} isTeacher />
  </Sheet>
));
