/**
 * A session with the room that is in the page itself.
 *
 * @module
 */

import type { Socket } from "../../lib/link.ts";
import { type BrowserSession, surroundings, TICK_MS } from "../browser.ts";
import { plainLine } from "../plain_line.ts";
import { Session } from "../session.ts";
import { type Solo, startSolo } from "./solo.ts";

/** The sender of frames that are written by hand. */
const HAND = "hand";

/** Makes a room, with the first socket to it, and a session in it. */
export function soloSession(): BrowserSession & { readonly connect: () => Socket } {
  const { clock, random } = surroundings;
  let solo: Solo | undefined;
  // Not before there is a socket: a page that is only rendered must start nobody talking.
  const room = () => solo ??= startSolo({ clock, seed: Math.floor(random() * 2 ** 32) });
  const session = new Session({ ...surroundings, line: plainLine(() => room().connect()) });
  const start = () => {
    session.open();
    const timer = setInterval(() => session.tick(), TICK_MS);
    return () => {
      clearInterval(timer);
      session.close();
      solo?.stop();
    };
  };
  return { session, start, connect: () => room().connect(HAND) };
}
