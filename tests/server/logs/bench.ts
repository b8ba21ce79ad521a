/**
 * What tests of logs are made of.
 *
 * @module
 */

import type { MuxFrame } from "../../../lib/batch.ts";
import { RunDraft, TextDraft } from "../../../server/drafts.ts";
import type { ChannelLog, Entry, Retention } from "../../../server/logs/log.ts";
import type { KeptSession, RoomStore } from "../../../server/logs/store.ts";

/** An engine, and one room of it. */
export interface Bench extends AsyncDisposable {
  room: RoomStore;
  /** Waits until all that was appended is as durable as the engine makes it. */
  settle(): Promise<void>;
  /** Ends the engine in the middle of whatever it does, and opens it anew. Absent: nothing survives. */
  reopen?(): Promise<void>;
}

/** Opens an engine with nothing in it. */
export type Create = () => Promise<Bench>;

/** Makes tests that get a new engine each, and have its name. */
export function testsOf(name: string, create: Create, options: Partial<Deno.TestDefinition>) {
  return (what: string, fn: (bench: Bench) => Promise<void>) =>
    Deno.test({
      ...options,
      name: `${what} (${name})`,
      async fn() {
        await using bench = await create();
        await fn(bench);
      },
    });
}

/** A log that keeps everything, or what it is told to. */
export function chat({ room }: Bench, retention = KEEP_ALL, now = () => 0): ChannelLog {
  return room.log("chat", retention, now);
}

export const KEEP_ALL: Retention = { bytes: Infinity, frames: Infinity, ms: Infinity };

/** A frame of text. */
export function text(
  messageId: string,
  { from = "otter", repeatable = false, ...fields }: Partial<MuxFrame> & {
    from?: string;
    repeatable?: boolean;
  } = {},
): TextDraft {
  const frame = {
    channel: "chat",
    messageId,
    sequence: 0,
    total: 1,
    data: "0123456789",
    ...fields,
  };
  return new TextDraft(frame, from, repeatable);
}

/** Some pieces of a message in bytes. */
export function run(messageId: string, sequence: number, total: number, payload: Uint8Array) {
  const pieces = { channel: 2, message: 1, sequence, offset: 0, payload };
  return new RunDraft(pieces, { messageId, total, number: 7 }, "otter");
}

/** All that can be read, as "message/sequence@offset". */
export function read(log: ChannelLog, from = 0): string[] {
  return entries(log, from).map(({ messageId, sequence, offset }) =>
    `${messageId}/${sequence}@${offset}`
  );
}

/** All that can be read. */
export function entries(log: ChannelLog, from = 0): Entry[] {
  const found: Entry[] = [];
  for (let offset = Math.max(from, log.oldest);;) {
    const entry = log.at(offset);
    if (!entry) return found;
    found.push(entry);
    offset = entry.offset + entry.frames;
  }
}

/** A session that has sent nothing. */
export function session(token: string, from: string): KeptSession {
  return { token, from, until: Infinity, channels: new Map() };
}
