import { define } from "../../../../define.ts";
import { answer, refuse, statusOf } from "../../../../server/api.ts";
import { readFields } from "../../../../server/body.ts";
import { readCode } from "../../../../server/codes.ts";
import { admit } from "../../../../server/entrance.ts";
import { isRefusal } from "../../../../server/refusal.ts";

/** Takes somebody in (N7). */
export const handler = define.handlers({
  async POST({ req, params, state }) {
    const fields = await readFields(req);
    if (!fields.ok) return refuse(fields.status, { message: fields.message });
    const classroom = state.rooms.find(readCode(params["code"]!) ?? "");
    if (!classroom) return refuse(404, { rule: "N7", message: "there is no such classroom" });
    const admission = await admit(classroom, fields.get("name"), state);
    return isRefusal(admission) ? refuse(statusOf(admission), admission) : answer(admission);
  },
});
