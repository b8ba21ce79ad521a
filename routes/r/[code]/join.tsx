import { page } from "fresh";
import { RoomView } from "../../../components/join/RoomView.tsx";
import { joinTexts } from "../../../components/texts/join.ts";
import { define } from "../../../define.ts";
import { statusOf } from "../../../server/api.ts";
import { readFields } from "../../../server/body.ts";
import { readCode } from "../../../server/codes.ts";
import { keepToken } from "../../../server/credentials.ts";
import { admit, guestOf } from "../../../server/entrance.ts";
import { isRefusal } from "../../../server/refusal.ts";
import { isSecure } from "../../../server/source.ts";
import { askFor, PRIVATE, viewOf } from "./index.tsx";

/** Takes in who sends the form with a name. */
export const handler = define.handlers({
  GET: (ctx) => ctx.redirect(`/r/${encodeURIComponent(ctx.params["code"]!)}`),
  async POST({ req, params, state }) {
    const code = readCode(params["code"]!) ?? "";
    const guest = await guestOf(req, code, state);
    const headers = new Headers({ ...PRIVATE, location: `/r/${code}` });
    const enter = () => new Response(null, { status: 303, headers });
    // Sent twice, it is still one person.
    if (guest.is === "member") return enter();
    if (guest.is !== "new") return viewOf(guest, code, state.rooms);
    const fields = await readFields(req);
    if (!fields.ok) {
      return page(askFor(code, "", state.rooms, fields.message), { status: fields.status });
    }
    const name = fields.get("name");
    const admission = await admit(guest.classroom, name, state);
    if (isRefusal(admission)) {
      const { name: { unfit }, outside: { closed } } = joinTexts.join;
      const why = admission.rule === "M11" ? unfit : closed.words(admission.message);
      const problem = askFor(code, name, state.rooms, why);
      return page(problem, { status: statusOf(admission), headers: PRIVATE });
    }
    keepToken(headers, code, admission.token, isSecure(req));
    return enter();
  },
});

export default define.page<typeof handler>(({ data }) => <RoomView data={data} />);
