/**
 * The socket of a classroom: for its members, and a clear no for all others (N8).
 *
 * @module
 */

import { CloseCode } from "./closing.ts";
import type { Guest } from "./entrance.ts";
import { type Site, turnAway, upgrade, wantsUpgrade } from "./upgrade.ts";

/** Makes a guest a member of the room's conversation, or says why not. */
export function joinClassroom(
  request: Request,
  site: Site,
  guest: Guest,
): Response {
  if (guest.is === "member") return upgrade(request, site, guest.classroom.room, guest.pass);
  const { status, code, message } = noOf(guest);
  const isPage = request.headers.has("origin") && wantsUpgrade(request);
  return isPage
    ? turnAway(request, site, code, message)
    : new Response(`${message}\n`, { status, headers: status === 401 ? BEARER : {} });
}

/** How a program is to say who it is (RFC 6750, section 3). */
const BEARER = { "www-authenticate": "Bearer" };

/** The no to a program (a status), and to a page (a close code). */
function noOf(guest: Exclude<Guest, { is: "member" }>) {
  switch (guest.is) {
    case "lost":
      return { status: 404, code: CloseCode.ended, message: "There is no such classroom" };
    case "new":
      return {
        status: 401,
        code: CloseCode.notAllowed,
        message: "Join first: there is no good token",
      };
    case "rejected":
      return { status: 403, ...guest.rejection };
  }
}
