/**
 * What the page calls a sender.
 *
 * @module
 */

import { nameOf } from "./classroom.ts";
import type { WireFrame } from "./frames.ts";
import { texts } from "./texts/page.ts";
import type { WireView } from "./wire_view.ts";

/** A name, or the sender where there is none. */
export function called(session: WireView, from: string): string {
  return nameOf(session.classroom.value, from);
}

/** What the page calls who sent a frame; nothing where the frame does not say. */
export function senderOf(session: WireView, { frame: { from } }: WireFrame): string {
  return from === undefined ? "" : called(session, from);
}

/** A name, with "(you)" where it is this window, or was. */
export function calledWithYou(session: WireView, from: string): string {
  const name = called(session, from);
  return from === session.me.value || session.isMine(from) ? texts.chat.you(name) : name;
}
