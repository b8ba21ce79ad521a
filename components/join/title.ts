/**
 * What a browser's tab says of each page. Nobody who hears or sees only that should have to guess
 * which of ours it is.
 *
 * @module
 */

import { spaced } from "./CodeForm.tsx";

const SITE = "Mini Multiplexed Chat";

const TITLES: Readonly<Record<string, string>> = {
  "/join": "Join a classroom",
  "/limits": "Limits of this server",
  "/protocol": "The rules",
  "/rooms": "A classroom of your own",
  "/solo": "Alone, with two simulated classmates",
};

/** The title of the page at an address. The lobby is the site itself. */
export function titleOf(pathname: string): string {
  if (pathname === "/") return SITE;
  const [, code, isBoard] = /^\/r\/(\w+)(\/board)?/.exec(pathname) ?? [];
  if (pathname.startsWith("/teach/")) return `A teacher's link · ${SITE}`;
  const page = code ? `${isBoard ? "Join" : "Classroom"} ${spaced(code)}` : TITLES[pathname];
  return `${page ?? "No page here"} · ${SITE}`;
}
