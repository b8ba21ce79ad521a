/**
 * The socket of a classroom: for its members, and a clear no for all others (N8).
 *
 * @module
 */

import { retryHeader } from "./api.ts";
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
  const { status, headers = {}, code, message } = noOf(guest);
  const isPage = request.headers.has("origin") && wantsUpgrade(request);
  return isPage
    ? turnAway(request, site, code, message)
    : new Response(`${message}\n`, { status, headers });
}

/** A no to a program (a status and headers), and to a page (a close code). */
interface No {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly code: number;
  readonly message: string;
}

/** How a program is to say who it is (RFC 6750, section 3). */
const BEARER = { "www-authenticate": "Bearer" };

const { tooFast, notAllowed, ended } = CloseCode;

function noOf(guest: Exclude<Guest, { is: "member" }>): No {
  switch (guest.is) {
    case "held":
      return { status: 429, headers: retryHeader(guest.refusal), code: tooFast, ...guest.refusal };
    case "lost":
      return { status: 404, code: ended, message: "There is no such classroom" };
    case "new":
      return {
        status: 401,
        headers: BEARER,
        code: notAllowed,
        message: "Join first: no good token",
      };
    case "rejected":
      return { status: 403, ...guest.rejection };
  }
}
