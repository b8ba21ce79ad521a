/**
 * How much may be sent: the receiver grants, the sender spends. Both count from the beginning and
 * say totals, never differences, so a grant that is lost, repeated or late does no harm (C2).
 *
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { ReceiveCredit, SendCredit } from "./credit.ts";
 *
 * const receiver = new ReceiveCredit({ bytes: 1_000, frames: 10 });
 * const sender = new SendCredit(receiver.granted);
 * sender.spend(800);
 * assert(!sender.allows(300));
 * assert(receiver.received(800));
 * receiver.consumed(800);
 * sender.grant(receiver.grantDue()!);
 * assertEquals([sender.bytes, sender.frames], [1_000, 10]);
 * ```
 *
 * @module
 */

import type { Grant } from "./control.ts";

const NOTHING: Grant = { bytes: 0, frames: 0 };

/** The sender's side: what it may still send on one channel (C1, C2). */
export class SendCredit {
  #grantedBytes: number;
  #grantedFrames: number;
  #sentBytes: number;
  #sentFrames: number;

  /** @param spent What of the grant is used already: after a resume, what the log has (R1). */
  constructor(granted: Grant, spent: Grant = NOTHING) {
    this.#grantedBytes = granted.bytes;
    this.#grantedFrames = granted.frames;
    this.#sentBytes = spent.bytes;
    this.#sentFrames = spent.frames;
  }

  /** Takes a new total. Each part only grows: what is lower than before is ignored (C2). */
  grant(total: Grant): void {
    this.#grantedBytes = Math.max(this.#grantedBytes, total.bytes);
    this.#grantedFrames = Math.max(this.#grantedFrames, total.frames);
  }

  /** Bytes that may still be sent, 0 or more. */
  get bytes(): number {
    return Math.max(0, this.#grantedBytes - this.#sentBytes);
  }

  /** Frames that may still be sent, 0 or more. */
  get frames(): number {
    return Math.max(0, this.#grantedFrames - this.#sentFrames);
  }

  /** Whether that much may be sent now. */
  allows(bytes: number, frames = 1): boolean {
    return bytes <= this.bytes && frames <= this.frames;
  }

  /**
   * Counts what is sent.
   *
   * @throws {RangeError} If it is more than {@linkcode SendCredit.allows}: the other side would close
   * the connection (C4).
   */
  spend(bytes: number, frames = 1): void {
    if (!this.allows(bytes, frames)) {
      throw new RangeError(
        `Cannot send: ${bytes} bytes in ${frames} frames, credit is ${this.bytes} in ${this.frames}`,
      );
    }
    this.#sentBytes += bytes;
    this.#sentFrames += frames;
  }
}

/**
 * The receiver's side of one channel: it counts what came, grants more as that is passed on, and
 * notices who sends too much (C4). What came and was not passed on is never more than `window` (C5).
 */
export class ReceiveCredit {
  readonly #window: Grant;
  #granted: Grant;
  #receivedBytes: number;
  #receivedFrames: number;
  #consumedBytes: number;
  #consumedFrames: number;

  /**
   * @param window How much may be on its way or held at a time: this much memory is promised.
   * @param passedOn What came and was passed on before: of a session that was kept (R1).
   */
  constructor(window: Grant, passedOn: Grant = NOTHING) {
    const { bytes, frames } = passedOn;
    this.#window = window;
    this.#receivedBytes = this.#consumedBytes = bytes;
    this.#receivedFrames = this.#consumedFrames = frames;
    // At first they are the same, for all whom a server has: it needs no copy for each.
    this.#granted = bytes === 0 && frames === 0
      ? window
      : { bytes: window.bytes + bytes, frames: window.frames + frames };
  }

  /** What the other side may send in all, as it was told last. At first the window. */
  get granted(): Grant {
    return this.#granted;
  }

  /** What came and was not passed on yet: what is held. */
  get held(): Grant {
    return {
      bytes: this.#receivedBytes - this.#consumedBytes,
      frames: this.#receivedFrames - this.#consumedFrames,
    };
  }

  /**
   * Counts what came. False is an overdraft (C4): it is not counted and must not be kept.
   */
  received(bytes: number, frames = 1): boolean {
    if (
      this.#receivedBytes + bytes > this.#granted.bytes ||
      this.#receivedFrames + frames > this.#granted.frames
    ) return false;
    this.#receivedBytes += bytes;
    this.#receivedFrames += frames;
    return true;
  }

  /** Counts what was passed on and takes no memory any more. Never more than what is held. */
  consumed(bytes: number, frames = 1): void {
    this.#consumedBytes = Math.min(this.#consumedBytes + bytes, this.#receivedBytes);
    this.#consumedFrames = Math.min(this.#consumedFrames + frames, this.#receivedFrames);
  }

  /**
   * The new total, to be sent now, once at least half of the window was passed on since the last
   * grant; until then `undefined`. Half keeps grants few and the sender never waits for one while it
   * is slower than half a window per round trip.
   */
  grantDue(): Grant | undefined {
    const bytes = this.#consumedBytes + this.#window.bytes;
    const frames = this.#consumedFrames + this.#window.frames;
    if (
      2 * (bytes - this.#granted.bytes) < this.#window.bytes &&
      2 * (frames - this.#granted.frames) < this.#window.frames
    ) return undefined;
    this.#granted = { bytes, frames };
    return this.#granted;
  }
}
