/**
 * The world of the dialogues as a page has it: a browser keeps some of it to itself.
 *
 * @module
 */

import type { Edge, PeerSocket } from "../../conformance/peer.ts";
import { systemClock } from "../../lib/clock.ts";
import { ownTexts } from "../texts/own.ts";

/** See the module's description. */
export const pageEdge: Edge = {
  clock: systemClock,
  connect(url, { protocols }) {
    const socket = new WebSocket(url, [...protocols]);
    socket.binaryType = "arraybuffer";
    return socket as PeerSocket;
  },
  status: () => Promise.reject(new Error(ownTexts.own.rules.cannot.get)),
  cannot: (task) => ownTexts.own.rules.cannot[task],
};
