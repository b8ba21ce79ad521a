import { HttpError } from "fresh";
import { define } from "../../define.ts";
import { keepKey, keepToken } from "../../server/credentials.ts";
import { isSecure } from "../../server/source.ts";

/** The teacher's own link: whoever has it is the teacher of its room. */
export const handler = define.handlers({
  async GET({ req, params, state: { rooms, identity } }) {
    const found = rooms.findByKey(params["key"]!);
    if (!found) {
      throw new HttpError(404, "No classroom has this link: it has ended, or a part is missing");
    }
    const { classroom: { code }, teacher } = found;
    // The address is the secret: it is sent nowhere else, and stays in no cache.
    const headers = new Headers({
      location: `/r/${code}`,
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    keepToken(headers, code, (await identity.sign(teacher)).token, isSecure(req));
    keepKey(headers, code, params["key"]!, isSecure(req));
    return new Response(null, { status: 303, headers });
  },
});
