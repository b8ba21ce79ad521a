import { define } from "../../../define.ts";
import { answer, refuse, statusOf } from "../../../server/api.ts";
import { readFields } from "../../../server/body.ts";
import { createRoom } from "../../../server/entrance.ts";
import { isRefusal } from "../../../server/refusal.ts";

/** Makes a classroom (N6). */
export const handler = define.handlers({
  async POST({ req, state }) {
    const fields = await readFields(req);
    if (!fields.ok) return refuse(fields.status, { message: fields.message });
    const opening = await createRoom(req, fields.get("name"), state);
    if (isRefusal(opening)) return refuse(statusOf(opening), opening);
    return answer({ code: opening.person.room, ...opening }, 201);
  },
});
