/**
 * A raw client of `mux.v1`: it says hello and nothing by itself.
 *
 * @module
 */

import type { Hello, Welcome } from "../../lib/control.ts";
import type { Frame } from "../../lib/protocol.ts";
import { Client } from "./client.ts";

/** What comes on the wire, of either kind. */
export type Seen = Frame & Record<string, unknown>;

/** A client that was welcomed. */
export interface MuxClient extends Disposable {
  readonly client: Client;
  readonly welcome: Welcome;
  /** Sends one control frame. */
  control(frame: Record<string, unknown>): void;
  /** Reads up to the next control frame of this type. */
  until(type: string): Promise<Seen>;
}

/** Connects and says hello. */
export async function joinMux(
  address: string,
  hello: Partial<Hello> = {},
): Promise<MuxClient> {
  const client = await Client.connect(`${address}/ws`, { protocols: ["mux.v1"] });
  const control = (frame: Record<string, unknown>) =>
    client.send(JSON.stringify({ channel: "$", ...frame }));
  const until = async (type: string) =>
    (await client.until((frame) => (frame as Seen).type === type)).at(-1) as Seen;
  control({ type: "hello", version: 1, ...hello });
  const welcome = await until("welcome") as unknown as Welcome;
  return { client, welcome, control, until, [Symbol.dispose]: () => client[Symbol.dispose]() };
}

/** A frame of a chat message. */
export function chat(messageId: string, data: string, sequence = 0, total = 1): Frame {
  return { channel: "chat", messageId, sequence, total, data };
}
