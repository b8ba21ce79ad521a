/**
 * A reader with no socket, for rooms.
 *
 * @module
 */

import type { Frame } from "../../lib/protocol.ts";
import type { LiveReader } from "../../server/live_readers.ts";

/** Keeps what it is told. */
export class FakeReader implements LiveReader {
  readonly texts: string[] = [];
  readonly closed: { code: number; reason: string }[] = [];

  send(text: string): void {
    this.texts.push(text);
  }

  close(code: number, reason: string): void {
    this.closed.push({ code, reason });
  }

  frames(): Frame[] {
    return this.texts.map((text) => JSON.parse(text));
  }

  /** What it was told since the last call. */
  take(): Frame[] {
    return this.texts.splice(0).map((text) => JSON.parse(text));
  }
}
