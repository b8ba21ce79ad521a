/**
 * A session with the room that is in the browser itself.
 *
 * @module
 */

import type { Socket } from "../../lib/link.ts";
import { type BrowserSession, surroundings, tend } from "../browser.ts";
import { plainLine } from "../plain_line.ts";
import { Session } from "../session.ts";
import { PortSocket, refuse } from "./solo_port.ts";
import { startRoom } from "./solo_start.ts";

/** The sender of frames that are written by hand. */
const HAND = "hand";

/** Makes a room, with the first socket to it, and a session in it. */
export function soloSession(): BrowserSession & { readonly connect: () => Socket } {
  let room: ReturnType<typeof startRoom> | undefined;
  const connect = (name?: string) => {
    const { port1, port2 } = new MessageChannel();
    // Not before there is a socket: a page that is only rendered must start nobody talking.
    room ??= startRoom();
    // What is sent before the room is there waits in the port.
    room.then((it) => it.take(port2, name)).catch(({ message }: Error) => {
      room = undefined;
      refuse(port2, message);
    });
    return new PortSocket(port1);
  };
  const session = new Session({ ...surroundings, line: plainLine(() => connect()) });
  const start = () => {
    const end = tend(session);
    return () => {
      end();
      room?.then((it) => it.stop());
    };
  };
  return { session, start, connect: () => connect(HAND) };
}
