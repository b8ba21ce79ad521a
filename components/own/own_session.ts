/**
 * A session with a server that is not ours. Nothing of ours goes there: no ticket, no kept lines.
 *
 * @module
 */

import { Peer } from "../../conformance/peer.ts";
import type { Socket } from "../../lib/link.ts";
import { type BrowserSession, lineSpeed, surroundings, tend } from "../browser.ts";
import { plainLine } from "../plain_line.ts";
import { Session } from "../session.ts";
import { slowed } from "../slow_socket.ts";
import { pageEdge } from "./page_edge.ts";
import { ownTexts } from "../texts/own.ts";

/** A server that answers. */
export interface OwnServer {
  readonly url: URL;
  /** Makes a session with it, and sockets for frames by hand. */
  readonly open: () => BrowserSession & { readonly connect: () => Socket };
}

/** Looks whether there is a server, or says in words why there is none. */
export async function find(url: URL): Promise<OwnServer | string> {
  let isForbidden = false;
  const note = (event: SecurityPolicyViolationEvent) => {
    if (event.effectiveDirective === "connect-src") isForbidden = true;
  };
  document.addEventListener("securitypolicyviolation", note);
  try {
    // Without an offer first: a first server of a student's chooses nothing.
    for (const offers of [[], ["mux.plain"]]) {
      const peer = new Peer(url.href, { protocols: offers }, pageEdge);
      const isOpen = await peer.opened();
      await peer.close();
      if (isOpen) return { url, open: () => ownSession(url, offers) };
    }
    return isForbidden ? ownTexts.own.wrong.policy : ownTexts.own.wrong.silent(location.origin);
  } catch {
    // What the browser does not even try, it throws.
    return ownTexts.own.wrong.policy;
  } finally {
    document.removeEventListener("securitypolicyviolation", note);
  }
}

function ownSession(url: URL, offers: readonly string[]): ReturnType<OwnServer["open"]> {
  const connect = () => new WebSocket(url, [...offers]) as Socket;
  const line = plainLine(() => slowed(connect(), surroundings.clock, () => lineSpeed.peek()));
  const session = new Session({ ...surroundings, line });
  return { session, start: () => tend(session), connect };
}
