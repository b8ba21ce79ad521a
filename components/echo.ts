/**
 * A message of ours on the plain wire, which knows no acks: it is there once the room sent it back.
 *
 * @module
 */

import { type Progress, type Sent, UnsureError } from "../lib/connection.ts";
import type { Frame } from "../lib/protocol.ts";

/** See the module's description. */
export class Echo implements Sent {
  readonly messageId: string;
  readonly acked: Promise<void>;
  readonly #channel: string;
  readonly #total: number;
  #sent = 0;
  #back = 0;
  #resolve: () => void = () => {};
  #reject: (reason: Error) => void = () => {};

  /** @param first The message's first frame. */
  constructor({ channel, messageId, total }: Frame) {
    this.messageId = messageId;
    this.#channel = channel;
    this.#total = total;
    this.acked = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // That nobody looks at it is no error.
    this.acked.catch(() => {});
  }

  get progress(): Progress {
    return { sent: this.#sent, acked: this.#back, total: this.#total };
  }

  /** A frame of it leaves. */
  leave(): void {
    this.#sent++;
  }

  /** A frame of it came back. Returns whether that was the last one. */
  back(): boolean {
    if (++this.#back < this.#total) return false;
    this.#resolve();
    return true;
  }

  /** The connection is gone. */
  lost(): void {
    const labels = { channel: this.#channel, messageId: this.messageId };
    this.fail(new UnsureError({ type: "unsure", ...labels, ...this.progress }));
  }

  /** It goes on no more. */
  fail(reason: Error): void {
    this.#reject(reason);
  }
}
