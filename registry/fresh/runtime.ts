/** What islands and server code share: the bundler carries it to the browser. @module */
import { buildId } from "./build_id.ts";
export { HttpError } from "./error.ts";

/** `true` in a browser, where islands come alive; `false` while the server renders them. */
export const IS_BROWSER: boolean = typeof document !== "undefined";

/** Adds the build's id to the path of a static file, so that it may be cached for a year. */
export function asset(path: string): string {
  if (!/^\/(?!\/)/.test(path) || path.includes("__frsh_c=")) return path;
  const [before, ...hash] = path.split(/(?=#)/);
  return `${before}${before!.includes("?") ? "&" : "?"}__frsh_c=${buildId}${hash.join("")}`;
}
