/**
 * What a browser's tab says of each page. Nobody who hears or sees only that should have to guess
 * which of ours it is.
 *
 * @module
 */

import { joinTexts } from "../texts/join.ts";
import { texts } from "../texts/page.ts";
import { spaced } from "./spaced.ts";

const { titles, titleOf: words } = joinTexts.join;

/** The title of the page at an address. The lobby is the site itself. */
export function titleOf(pathname: string): string {
  if (pathname === "/") return texts.title;
  const [, code, isBoard] = /^\/r\/(\w+)(\/board)?/.exec(pathname) ?? [];
  const place = code && (isBoard ? words.board : words.room)(spaced(code));
  const teacher = pathname.startsWith("/teach/") && words.teacher;
  return `${place || teacher || titles[pathname] || words.none} · ${texts.title}`;
}
