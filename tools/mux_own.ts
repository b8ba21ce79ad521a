/**
 * Channels that people declare (M21), for who listens at a terminal. Only tools/mux.ts uses this.
 *
 * @module
 */

import type { MuxFrame } from "../lib/batch.ts";
import { CLASSROOM_CHANNELS } from "../lib/channels.ts";
import type { Connection } from "../lib/connect.ts";
import { decodeFileHead } from "../lib/file.ts";
import { Listeners } from "../lib/listeners.ts";
import { Reassembler } from "../lib/protocol.ts";
import type { WireListener } from "../lib/tap.ts";

/**
 * Names of channels that are not built in, as the server says the terms of each. That is before
 * anything comes on it (H5), so whoever listens then misses nothing; `room` may say it later.
 */
export class OwnChannels {
  readonly #names = new Set<string>();
  readonly #listeners = new Listeners<string>();

  /** Looks at all that is on the wire. */
  readonly watch: WireListener = (direction, item) => {
    if (direction === "up" || item.kind !== "control") return;
    const { frame } = item;
    if (frame.type === "terms") this.#note(frame.of);
    if (frame.type === "welcome") Object.keys(frame.channels).forEach((name) => this.#note(name));
  };

  /** Tells of each, once: of those that are there, and of those that come. */
  each(listener: (name: string) => void): () => void {
    this.#names.forEach((name) => listener(name));
    return this.#listeners.add(listener);
  }

  #note(name: string): void {
    if (CLASSROOM_CHANNELS.has(name) || this.#names.has(name)) return;
    this.#names.add(name);
    this.#listeners.tell(name);
  }
}

/** Shows what is said on them; of a file its name, for which nobody need hold its bytes. */
export function showOwn(
  connection: Connection,
  own: OwnChannels,
  show: (line: string) => void,
): void {
  const reassembler = new Reassembler({ now: Date.now });
  const textOf = (frame: MuxFrame) => {
    if (frame.number !== undefined) return frame.data;
    const { status, message } = reassembler.push(frame);
    return status === "complete" ? message.text() : undefined;
  };
  own.each((name) =>
    connection.channel(name).onFrame((frame) => {
      const text = "payload" in frame ? undefined : textOf(frame);
      if (text === undefined) return;
      const file = decodeFileHead(text);
      show(`${frame.from} on ${name}: ${file ? `the file ${file.name}` : text}`);
    })
  );
}
