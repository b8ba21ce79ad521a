/**
 * What islands and server code share. The same file serves both sides: nothing in it knows the
 * server, and the bundler carries it to the browser as it is.
 *
 * @module
 */

import { buildId } from "./build_id.ts";

export { HttpError } from "./error.ts";

/** `true` in a browser, where islands come alive; `false` while the server renders them. */
export const IS_BROWSER: boolean = typeof document !== "undefined";

/** Adds the build's id to the path of a static file, so that it may be cached for a year. */
export function asset(path: string): string {
  if (!path.startsWith("/") || path.startsWith("//") || path.includes("__frsh_c=")) return path;
  const [, before, hash] = path.match(/^([^#]*)(.*)$/s)!;
  return `${before}${before!.includes("?") ? "&" : "?"}__frsh_c=${buildId}${hash}`;
}

/** {@linkcode asset} for each candidate of a `srcset`. */
export function assetSrcSet(srcset: string): string {
  return srcset.split(",").map((candidate) => {
    const [, space, url, descriptor] = candidate.match(/^(\s*)(\S*)(.*)$/s)!;
    return space + asset(url!) + descriptor;
  }).join(",");
}
