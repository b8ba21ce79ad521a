/**
 * Where a token travels: in a cookie of its room for pages, in `Authorization` for all others.
 *
 * @module
 */

import { deleteCookie, getCookies, setCookie } from "@std/http/cookie";
import { TOKEN_S } from "./identity.ts";

/** Holds a person's token, and goes to its own room only. */
const TOKEN_COOKIE = "mux";

/** Holds the teacher's key, and goes to the teacher's board only: to be shown to its owner again. */
const KEY_COOKIE = "mux-key";

const roomPath = (code: string) => `/r/${code}`;
const boardPath = (code: string) => `/r/${code}/board`;

/** The token that a request carries. What a program says itself counts before a cookie. */
export function tokenOf(headers: Headers): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  return bearer ?? getCookies(headers)[TOKEN_COOKIE];
}

/** The teacher's key that a request to the board carries. */
export function keyOf(headers: Headers): string | undefined {
  return getCookies(headers)[KEY_COOKIE];
}

/** Has the browser keep a token for its room. */
export function keepToken(headers: Headers, code: string, token: string, secure: boolean): void {
  keep(headers, TOKEN_COOKIE, token, roomPath(code), secure);
}

/** Has the browser keep a teacher's key for its board. */
export function keepKey(headers: Headers, code: string, key: string, secure: boolean): void {
  keep(headers, KEY_COOKIE, key, boardPath(code), secure);
}

/** Has the browser forget who it was in a room. */
export function forget(headers: Headers, code: string): void {
  deleteCookie(headers, TOKEN_COOKIE, { path: roomPath(code) });
  deleteCookie(headers, KEY_COOKIE, { path: boardPath(code) });
}

/** No script reads it, and no other site's form or frame sends it. */
function keep(headers: Headers, name: string, value: string, path: string, secure: boolean): void {
  setCookie(headers, {
    name,
    value,
    path,
    secure,
    httpOnly: true,
    sameSite: "Lax",
    maxAge: TOKEN_S,
  });
}
