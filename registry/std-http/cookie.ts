/**
 * A stand-in for `@std/http/cookie`, for networks that reach npm and not JSR: the part of its
 * documented API that this project uses, over the npm package `cookie`.
 *
 * @module
 */

import { parse, serialize } from "npm:cookie@^1.0.2";

/** A cookie as a server sets it. */
export interface Cookie {
  name: string;
  value: string;
  expires?: Date | number;
  /** In seconds. */
  maxAge?: number;
  domain?: string;
  path?: string;
  secure?: boolean;
  httpOnly?: boolean;
  partitioned?: boolean;
  sameSite?: "Strict" | "Lax" | "None";
}

/** Values go over the wire as they are: `@std/http` neither encodes nor decodes them. */
const asIs = (value: string) => value;

/** Reads the cookies of a request. */
export function getCookies(headers: Headers): Partial<Record<string, string>> {
  return parse(headers.get("Cookie") ?? "", { decode: asIs });
}

/** Adds a cookie to the headers of a response. */
export function setCookie(headers: Headers, cookie: Cookie): void {
  const { name, value, expires, sameSite, ...attributes } = cookie;
  headers.append(
    "Set-Cookie",
    serialize(name, value, {
      ...attributes,
      ...(expires === undefined ? {} : { expires: new Date(expires) }),
      ...(sameSite ? { sameSite: sameSite.toLowerCase() as "strict" | "lax" | "none" } : {}),
      encode: asIs,
    }),
  );
}

/** Has the browser forget a cookie; the attributes are those that it was set with. */
export function deleteCookie(
  headers: Headers,
  name: string,
  attributes?: Pick<Cookie, "path" | "domain" | "secure" | "httpOnly" | "partitioned">,
): void {
  setCookie(headers, { ...attributes, name, value: "", expires: 0 });
}
