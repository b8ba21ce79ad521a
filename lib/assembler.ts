/**
 * Whole messages from what comes: of text by {@linkcode Reassembler}, of bytes by
 * {@linkcode BytesMessages}.
 *
 * @module
 */

import type { MuxFrame } from "./batch.ts";
import { piecesOf } from "./bulk.ts";
import { type Announced, BytesMessages, type Progress } from "./bytes_messages.ts";
import type { ChannelClass } from "./channels.ts";
import type { Received } from "./connection.ts";
import { faultOf } from "./fault_notes.ts";
import { RESUMED_STALE_MS } from "./limits.ts";
import { Reassembler } from "./protocol.ts";

/** See the module's description. */
export class Assembler {
  readonly #now: () => number;
  readonly #text: Reassembler;
  /** What state is made of, on this connection. */
  #state: Reassembler;
  readonly #bytes: BytesMessages;
  readonly #complain: (rule: string, message: string) => void;

  constructor(now: () => number, complain: (rule: string, message: string) => void) {
    this.#now = now;
    this.#text = this.#newReassembler();
    this.#state = this.#newReassembler();
    this.#bytes = new BytesMessages(now);
    this.#complain = complain;
  }

  /** Takes a frame of text, the head of a message in bytes among them. Nothing is held in vain. */
  frame(frame: MuxFrame, kind: ChannelClass, isWanted: boolean): Received | undefined {
    if (frame.number !== undefined) {
      return this.#whole(frame, this.#bytes.begin(frame, isWanted), frame.offset);
    }
    if (!isWanted) return undefined;
    if (frame.total === 1) {
      // Of what one frame says nothing is held. What comes twice says so itself (A3, M18).
      return faultOf(frame) === "duplicate" ? undefined : received(frame, frame.data, frame.offset);
    }
    const result = (kind === "state" ? this.#state : this.#text).push(frame);
    if (result.status === "complete") return received(frame, result.message.text(), frame.offset);
    if (result.status === "conflict") this.#complain("A4", result.reason);
    if (result.status === "refused") this.#complain("A6", result.reason);
  }

  /** The message in bytes that has this number on its channel. */
  find(channel: string, number: number): Announced | undefined {
    return this.#bytes.find(channel, number);
  }

  /** Takes pieces of a message that was found. */
  pieces(
    message: Announced,
    sequence: number,
    offset: number,
    payload: Uint8Array,
  ): Received | undefined {
    const frames = piecesOf(payload.length);
    const progress = this.#bytes.take(message, sequence, frames, payload);
    return this.#whole(message.head, progress, offset + frames - 1);
  }

  /** A connection begins: the latest state comes again (T5), and is no repeat. */
  begin(): void {
    this.#state = this.#newReassembler();
  }

  /** Numbers of messages in bytes mean nothing any more. */
  clear(): void {
    this.#bytes.clear();
  }

  #newReassembler(): Reassembler {
    return new Reassembler({ now: this.#now, staleMs: RESUMED_STALE_MS });
  }

  #whole(head: MuxFrame, { refused, bytes }: Progress, offset?: number): Received | undefined {
    if (bytes) return { ...received(head, head.data, offset), bytes };
    if (!refused) return undefined;
    this.#complain("A6", `message "${head.messageId}" is not put together: ${refused}`);
  }
}

function received(
  { from = "", channel, messageId }: MuxFrame,
  text: string,
  offset = 0,
): Received {
  return { from, channel, messageId, offset, text };
}
