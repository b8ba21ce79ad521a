/**
 * Light clients of a classroom: a page without its views. Each says a hundred frames, all of them under
 * the same ids, and listens to what everybody says.
 *
 * @module
 */

import { systemClock } from "../../lib/clock.ts";
import { connect, type Connection, type SocketClass, webSocket } from "../../lib/connect.ts";
import { Reassembler, split } from "../../lib/protocol.ts";
import { Client, inTime } from "../support/client.ts";
import { bearer, type Member } from "../support/school.ts";

/** Code points of a frame. */
const SIZE = 4;

/** What each of them says: lines and a file, of so many frames. */
const TALK = [
  ...Array.from({ length: 6 }, (_, n) => ["chat", `chat-${n + 1}`, 15] as const),
  ["file", "file-1", 10] as const,
];

/** How many messages that is. */
export const MESSAGES = TALK.length;

/** How many frames of a channel. */
export function framesOn(channel: string): number {
  return TALK.reduce((sum, [name, , frames]) => name === channel ? sum + frames : sum, 0);
}

/** A message, whole. */
export interface Said {
  readonly from: string;
  readonly channel: string;
  readonly messageId: string;
  readonly text: string;
}

/** What somebody says. No two messages are the same, and no two frames of one. */
export function saidBy(from: string): Said[] {
  return TALK.map(([channel, messageId, frames], n) => {
    const numbers = Array.from({ length: frames }, (_, k) => `${n}${k}`.padStart(SIZE - 1, "0"));
    const text = `${from}:${numbers.join("·")}`.slice(0, frames * SIZE);
    return { from, channel, messageId, text };
  });
}

/** One of them. */
export interface Light extends Disposable {
  /** Says all of it. */
  talk(): void;
  /** As many messages as there will be, as soon as that many came whole. */
  hear(): Promise<readonly Said[]>;
  /** What the server would not take, or did not have any more. */
  readonly troubles: readonly unknown[];
}

/** Connects by the library, on `mux.v1`. */
export async function muxConnection(address: string, { token }: Member): Promise<Connection> {
  const { default: WebSocket } = await import("ws");
  // A browser has a cookie; here the token goes in a header.
  class WithToken extends WebSocket {
    constructor(url: string | URL, protocol: string) {
      super(url, protocol, bearer(token));
    }
  }
  const connection = connect({
    socket: webSocket(`ws://${address}`, WithToken as unknown as SocketClass),
    clock: systemClock,
    random: Math.random,
  });
  await new Promise<void>((open) => connection.onState(({ phase }) => phase === "open" && open()));
  return connection;
}

/** One who speaks `mux.v1`. */
export async function muxLight(
  address: string,
  member: Member,
  expected: number,
): Promise<Light> {
  const { person } = member;
  const connection = await muxConnection(address, member);
  const troubles: unknown[] = [];
  connection.onTrouble((trouble) => troubles.push(trouble));
  const all = Promise.withResolvers<Said[]>();
  const said: Said[] = [];
  for (const name of ["chat", "file"]) {
    connection.channel(name).onMessage(({ from, channel, messageId, text }) => {
      if (said.push({ from, channel, messageId, text }) === expected) all.resolve(said);
    });
  }
  const talk = () => {
    for (const { channel, messageId, text } of saidBy(person.id)) {
      connection.channel(channel).send(text, { messageId, size: SIZE });
    }
  };
  const hear = () => inTime(all.promise, () => `${said.length} messages came, of ${expected}`);
  return { talk, hear, troubles, [Symbol.dispose]: () => connection.close() };
}

/** Joins as the course's clients do, on the plain wire. */
export async function plainLight(
  address: string,
  { token, person }: Member,
  expected: number,
): Promise<Light> {
  const client = await Client.connect(address, bearer(token));
  const reassembler = new Reassembler({ now: () => 0 });
  const troubles: unknown[] = [];
  const hear = async () => {
    const said: Said[] = [];
    while (said.length < expected) {
      const frame = await client.next();
      if (frame.channel === "$") troubles.push(frame);
      if (frame.channel !== "chat" && frame.channel !== "file") continue;
      const { status, message } = reassembler.push(frame);
      if (status !== "complete") continue;
      const { from = "", channel, messageId } = message;
      said.push({ from, channel, messageId, text: message.text() });
    }
    return said;
  };
  const talk = () => {
    for (const { channel, messageId, text } of saidBy(person.id)) {
      for (const frame of split({ channel, messageId, data: text }, SIZE)) client.send(frame);
    }
  };
  return { talk, hear, troubles, [Symbol.dispose]: () => client[Symbol.dispose]() };
}
