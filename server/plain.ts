/**
 * The plain wire on one WebSocket: one text message is one JSON frame. See docs/PROTOCOL.md.
 *
 * @module
 */

import { CONTROL } from "../lib/channels.ts";
import { systemClock } from "../lib/clock.ts";
import { isAboutChannels } from "../lib/commands.ts";
import type { Clock } from "../lib/link.ts";
import { type ChannelSet, type FrameError, parseFrame } from "../lib/parse.ts";
import type { Frame } from "../lib/protocol.ts";
import { type Excess, excessError } from "./allowance.ts";
import { CloseCode, closeOn, dismiss } from "./closing.ts";
import { Backlog } from "./backlog.ts";
import { Begun, CLEARED, isCleared } from "./begun.ts";
import type { Place } from "./gate.ts";
import { MAX_BAD_FRAMES, MAX_MESSAGE_TEXT, sizeOf } from "./limits.ts";
import { commandInLobby } from "./lobby.ts";
import type { Pass, Tell } from "./person.ts";
import { errorInLobby, readCommand } from "./plain_command.ts";
import type { Refusal } from "./refusal.ts";
import type { Member, Room } from "./room.ts";
import { StallWatch } from "./stall.ts";
import { stay } from "./stay.ts";

/** The subprotocol's name. A client that offers none speaks it too. */
export const PLAIN = "mux.plain";

/**
 * Makes a new socket a member of `room` for as long as it lives.
 *
 * @param place How much and how fast it may.
 * @param pass What a person may do in a classroom. In the lobby there is none.
 */
export function servePlain(
  socket: WebSocket,
  room: Room,
  place: Place,
  pass?: Pass,
  clock: Clock = systemClock,
): void {
  const { limits, allowance } = place;
  const known: ChannelSet = { has: (name) => name === CONTROL || room.names.has(name) };
  const begun = new Begun();
  let endStay: (() => void) | undefined;
  let member: Member | undefined;
  let badFrames = 0;
  let said = 0;

  const backlog = new Backlog({ clock, socket });
  place.look = () => ({ queued: backlog.queued, lag: 0 });
  const watch = new StallWatch({
    clock,
    ms: limits.idleSeconds * 1_000,
    queued: () => backlog.queued,
    stalled: () => close(CloseCode.tooSlow, "Reader takes nothing any more"),
  });

  const leave = () => {
    watch.stop();
    backlog.stop();
    endStay?.();
    member?.leave();
  };

  const close = (code: number, reason: string) => {
    // Leaving first: a socket that stalls may never report its close.
    leave();
    closeOn(socket, code, reason);
  };

  const expel = (code: number, reason: string) => {
    leave();
    dismiss(socket, code, reason);
  };

  const send = (text: string) => {
    if (backlog.queued <= limits.backlogBytes) {
      backlog.send(text);
      return watch.sent(text.length);
    }
    socket.close(CloseCode.tooSlow, "Reader is too slow for this room");
    // Not now: the room is in the middle of a frame, and leaving is a frame of its own.
    queueMicrotask(leave);
  };

  const say = (words: Readonly<Record<string, unknown>>) => {
    const messageId = `${words["type"]}-${++said}`;
    const data = JSON.stringify(words);
    send(JSON.stringify({ channel: CONTROL, messageId, sequence: 0, total: 1, data }));
  };

  const tell: Tell = ({ channel: _, ...words }) => say({ ...words });

  const refuse = ({ rule, message }: FrameError) => {
    badFrames++;
    say({ type: "error", rule, message });
    if (badFrames >= MAX_BAD_FRAMES) {
      expel(CloseCode.badFrames, `${rule}: ${badFrames} bad frames in a row`);
    }
  };

  const sayRefusal = (refusal: Refusal, frame: Frame) =>
    say({ type: "error", ...refusal, ...labelsOf(frame) });

  /** Says which frame was refused, so that it can be sent again. */
  const brake = (excess: Excess, data: unknown) => {
    const result = parseFrame(data);
    say({ ...excessError("W1", excess), ...(result.ok ? labelsOf(result.frame) : {}) });
    if (allowance.refused()) expel(CloseCode.tooFast, `W2: over ${excess.limit}, again and again`);
  };

  const command = (frame: Frame) => {
    const result = readCommand(frame);
    // In the lobby nobody leads: of what is said on `$` only this is no mistake.
    if (!pass && !(result.ok && isAboutChannels(result.command))) {
      return refuse(errorInLobby(result));
    }
    if (!result.ok) return refuse(result.error);
    badFrames = 0;
    const refusal = pass
      ? pass.command(result.command, tell)
      : commandInLobby(room, member!.from, result.command);
    if (refusal) sayRefusal(refusal, frame);
  };

  socket.onopen = () => {
    if (pass) endStay = stay(pass, room.now, clock, close, tell);
    // Who may not stay is on the way out already.
    if (!socket.onmessage) return;
    member = room.join({ send, close }, pass?.newSender());
    if (pass) member = pass.through(member, close);
  };
  socket.onmessage = ({ data }) => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (sizeOf(data) > MAX_MESSAGE_TEXT) return expel(CloseCode.tooBig, "Message is too long");
    const excess = allowance.take(sizeOf(data));
    if (excess) return brake(excess, data);
    const result = parseFrame(data, known);
    if (!result.ok) return refuse(result.error);
    const { frame } = result;
    if (frame.channel === CONTROL) return command(frame);
    badFrames = 0;
    const channel = room.channel(frame.channel);
    const message = begun.find(frame);
    const refusal = channel && isCleared(message, channel.log)
      ? CLEARED
      : (pass ?? room).check(frame.channel, message !== undefined) ?? room.refusal;
    if (refusal) return sayRefusal(refusal, frame);
    begun.took(frame, channel!.log, message);
    place.counts.took(channel!, 1, frame.data.length);
    member?.publish(frame)?.catch(() => sayRefusal(room.refusal!, frame));
  };
  socket.onclose = leave;
}

function labelsOf({ channel: of, messageId, sequence }: Frame) {
  return { of, messageId, sequence };
}
