/**
 * Faults on the wire: how a hub says what it did on request (M18).
 *
 * @module
 */

import { FAULTS_CHANNEL } from "./channels.ts";
import { type Delivery, type FaultKind, FAULTS } from "./faults.ts";
import { isInteger } from "./parse.ts";
import type { Frame } from "./protocol.ts";

/** A frame as it goes on, with what was done to it as one more field. */
export function labelled({ frame, fault }: Delivery): Frame {
  return fault ? { ...frame, fault } as Frame : frame;
}

/** What was done to a frame that came, if it says so. */
export function faultOf(frame: Frame): FaultKind | undefined {
  const { fault } = frame as { fault?: unknown };
  return FAULTS.find((kind) => kind === fault);
}

/**
 * What tells of a frame that was dropped, on a channel of its own: all of it but the data. Nobody is
 * to take an injected fault for an accident (M18).
 */
export function dropNote({ data: _, ...labels }: Frame, count: number): Frame {
  const { channel: of, ...rest } = labels;
  const data = JSON.stringify({ kind: "drop", of, ...rest });
  return { channel: FAULTS_CHANNEL, messageId: `drop-${count}`, sequence: 0, total: 1, data };
}

/** The frame that was dropped, without its data, by what a note says. `undefined` for other notes. */
export function droppedBy(note: Frame): Frame | undefined {
  const fields = readObject(note.data);
  if (note.channel !== FAULTS_CHANNEL || fields?.kind !== "drop") return;
  const { total } = fields;
  const name = nameBy(fields);
  if (!name || !isInteger(total, 1, Infinity) || name.sequence >= total) return;
  return { ...name, total, data: "" };
}

/** What names one frame of a room (A1). */
export type FrameName = Pick<Frame, "channel" | "messageId" | "sequence"> & {
  readonly from: string;
};

/** Whether a frame is the one that is named. */
export function isNamed(frame: Frame, name: FrameName): boolean {
  return frame.sequence === name.sequence && frame.messageId === name.messageId &&
    frame.channel === name.channel && frame.from === name.from;
}

function nameBy({ of, from, messageId, sequence }: Fields): FrameName | undefined {
  if (typeof of !== "string" || typeof from !== "string" || typeof messageId !== "string") return;
  return isInteger(sequence, 0, Infinity) ? { channel: of, from, messageId, sequence } : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function readObject(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? value as Record<string, unknown>
      : undefined;
  } catch {
    return undefined;
  }
}
