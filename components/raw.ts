/**
 * A frame as text, and which frames a filter lets through.
 *
 * @module
 */

import { RUN_HEADER_BYTES } from "../lib/bulk.ts";
import type { Frame } from "../lib/protocol.ts";
import type { WireFrame } from "./frames.ts";
import type { LoggedFrame } from "./lab/log.ts";

/** What the list of raw frames shows. Empty parts let everything through. */
export interface Filter {
  readonly channel: string;
  readonly direction: "" | "up" | "down";
  readonly sender: string;
  readonly text: string;
}

/** Lets everything through. */
export const NO_FILTER: Filter = { channel: "", direction: "", sender: "", text: "" };

/** Frames do not change, so their text is made once. */
const texts = new WeakMap<WireFrame, string>();

/** A frame as it is on the wire; of a run, what its header says. */
export function jsonOf(entry: WireFrame): string {
  let text = texts.get(entry);
  if (text === undefined) {
    text = JSON.stringify(entry.control ?? (entry.run ? runOf(entry) : inOrder(entry.frame)));
    texts.set(entry, text);
  }
  return text;
}

/** Where the text of a frame comes to what no other cell of its row says: its data, or like it. */
export function dataAt(text: string): number {
  return Math.max(0, text.search(/"(data|frames|type)":/));
}

/** What a frame in a batch left out comes last (B8), and would be looked for at the beginning. */
function inOrder({ channel, messageId, sequence, total, data, ...others }: Frame): Frame {
  return { channel, messageId, sequence, total, data, ...others };
}

function runOf({ frame: { data: _, ...labels }, run }: WireFrame): object {
  return { ...labels, frames: run!.frames, bytes: run!.bytes };
}

/** What it takes on the wire, without the WebSocket's own header. Text counts in code units. */
export function bytesOf(entry: WireFrame): number {
  return entry.run ? entry.run.bytes + RUN_HEADER_BYTES : jsonOf(entry).length;
}

/** "3/9", or "3–7/9" of a run. */
export function pieceOf({ frame: { sequence, total }, run }: LoggedFrame): string {
  const last = run && run.frames > 1 ? `–${sequence + run.frames}` : "";
  return `${sequence + 1}${last}/${total}`;
}

/** The frames that a filter lets through. */
export function filtered(frames: readonly WireFrame[], filter: Filter): readonly WireFrame[] {
  const { channel, direction, sender, text } = filter;
  if (!channel && !direction && !sender && !text) return frames;
  const wanted = text.toLowerCase();
  return frames.filter((entry) =>
    (!channel || entry.frame.channel === channel) &&
    (!direction || entry.direction === direction) &&
    (!sender || entry.frame.from === sender) &&
    (!wanted || jsonOf(entry).toLowerCase().includes(wanted))
  );
}
