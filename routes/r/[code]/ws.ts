import { define } from "../../../define.ts";
import { readCode } from "../../../server/codes.ts";
import { guestOf } from "../../../server/entrance.ts";
import { joinClassroom } from "../../../server/room_socket.ts";

/** The socket of a classroom. */
export const handler = define.handlers({
  async GET({ req, params, state }) {
    const code = readCode(params["code"]!) ?? "";
    return joinClassroom(req, state, await guestOf(req, code, state));
  },
});
