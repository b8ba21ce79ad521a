/**
 * One channel of a connection, as those who use it see it.
 *
 * @module
 */

import type { MuxFrame } from "./batch.ts";
import type {
  ChannelEnd,
  Received,
  ReceivedRun,
  SendOptions,
  Sent,
  TextOptions,
} from "./connection.ts";
import type { IncomingChannel } from "./incoming_channel.ts";
import { bytesBody, textBody } from "./outgoing.ts";
import type { Sender } from "./sender.ts";

/** See {@linkcode ChannelEnd}. It holds nothing itself. */
export class End implements ChannelEnd {
  readonly name: string;
  readonly #sender: Sender;
  readonly #incoming: IncomingChannel;

  constructor(name: string, sender: Sender, incoming: IncomingChannel) {
    this.name = name;
    this.#sender = sender;
    this.#incoming = incoming;
  }

  send(data: string, options: TextOptions = {}): Sent {
    return this.#sender.send(
      this.name,
      options,
      (messageId) => textBody(this.name, data, messageId, options.size),
    );
  }

  sendBytes(head: string, bytes: Uint8Array, options: SendOptions = {}): Sent {
    return this.#sender.send(
      this.name,
      options,
      (messageId) => bytesBody(this.name, head, bytes, messageId),
    );
  }

  onMessage(listener: (message: Received) => void): () => void {
    return this.#incoming.inbox.listen(listener);
  }

  onFrame(listener: (frame: MuxFrame | ReceivedRun) => void): () => void {
    // Who takes frame by frame waits for no whole messages.
    this.#incoming.inbox.letGo();
    return this.#incoming.frames.add(listener);
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<Received> {
    return this.#incoming.inbox.read();
  }
}
