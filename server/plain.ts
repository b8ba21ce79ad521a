/**
 * The plain wire on one WebSocket: one text message is one JSON frame. See docs/PROTOCOL.md.
 *
 * @module
 */

import { CONTROL } from "../lib/channels.ts";
import { type FrameError, parseFrame } from "../lib/parse.ts";
import type { Frame } from "../lib/protocol.ts";
import { type Excess, excessError } from "./allowance.ts";
import { CloseCode, dismiss } from "./closing.ts";
import type { Place } from "./gate.ts";
import { MAX_BAD_FRAMES, MAX_MESSAGE_TEXT } from "./limits.ts";
import type { Pass } from "./person.ts";
import type { Member, Room } from "./room.ts";

/** The subprotocol's name. A client that offers none speaks it too. */
export const PLAIN = "mux.plain";

/**
 * Makes a new socket a member of `room` for as long as it lives.
 *
 * @param place How much and how fast it may.
 * @param pass What a person may do in a classroom. In the lobby there is none.
 */
export function servePlain(socket: WebSocket, room: Room, place: Place, pass?: Pass): void {
  const { limits, allowance } = place;
  let member: Member | undefined;
  let badFrames = 0;
  let errors = 0;

  const close = (code: number, reason: string) => {
    // Leaving first: a socket that stalls may never report its close.
    member?.leave();
    socket.close(code, reason);
  };

  const expel = (code: number, reason: string) => {
    member?.leave();
    dismiss(socket, code, reason);
  };

  const send = (text: string) => {
    if (socket.bufferedAmount <= limits.backlogBytes) return socket.send(text);
    socket.close(CloseCode.tooSlow, "Reader is too slow for this room");
    // Not now: the room is in the middle of a frame, and leaving is a frame of its own.
    queueMicrotask(() => member?.leave());
  };

  const sayError = (error: object) => send(JSON.stringify(errorFrame(error, ++errors)));

  const refuse = ({ rule, message }: FrameError) => {
    badFrames++;
    sayError({ type: "error", rule, message });
    if (badFrames >= MAX_BAD_FRAMES) {
      expel(CloseCode.badFrames, `${rule}: ${badFrames} bad frames in a row`);
    }
  };

  /** Says which frame was refused, so that it can be sent again. */
  const brake = (excess: Excess, data: unknown) => {
    const result = parseFrame(data);
    sayError({ ...excessError("W1", excess), ...(result.ok ? labelsOf(result.frame) : {}) });
    if (allowance.refused()) expel(CloseCode.tooFast, `W2: over ${excess.limit}, again and again`);
  };

  socket.onopen = () => member = room.join({ send, close });
  socket.onmessage = ({ data }) => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (sizeOf(data) > MAX_MESSAGE_TEXT) return expel(CloseCode.tooBig, "Message is too long");
    const excess = allowance.take(sizeOf(data));
    if (excess) return brake(excess, data);
    const result = parseFrame(data);
    if (!result.ok) return refuse(result.error);
    badFrames = 0;
    const { frame } = result;
    const refusal = pass?.check(frame.channel);
    if (!refusal) return member?.publish(frame);
    sayError({ type: "error", ...refusal, ...labelsOf(frame) });
  };
  socket.onclose = () => member?.leave();
}

/** Words of the server to one client alone. */
function errorFrame(error: object, count: number): Frame {
  return {
    channel: CONTROL,
    messageId: `error-${count}`,
    sequence: 0,
    total: 1,
    data: JSON.stringify(error),
  };
}

function labelsOf({ channel: of, messageId, sequence }: Frame) {
  return { of, messageId, sequence };
}

function sizeOf(data: string | ArrayBuffer): number {
  return typeof data === "string" ? data.length : data.byteLength;
}
