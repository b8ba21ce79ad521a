import { define } from "../../../../define.ts";
import { answer, refuse, statusOf } from "../../../../server/api.ts";
import { readFields } from "../../../../server/body.ts";
import { readCode } from "../../../../server/codes.ts";
import { admit, strangerOf } from "../../../../server/entrance.ts";
import { isRefusal } from "../../../../server/refusal.ts";

/** Takes somebody in (N7). */
export const handler = define.handlers({
  async POST({ req, params, state }) {
    const fields = await readFields(req);
    if (!fields.ok) return refuse(fields.status, { message: fields.message });
    const guest = strangerOf(req, readCode(params["code"]!) ?? "", state);
    if (guest.is === "held") return refuse(statusOf(guest.refusal), guest.refusal);
    if (guest.is === "lost") {
      return refuse(404, { rule: "N7", message: "there is no such classroom" });
    }
    const admission = await admit(guest.classroom, fields.get("name"), state);
    return isRefusal(admission) ? refuse(statusOf(admission), admission) : answer(admission);
  },
});
