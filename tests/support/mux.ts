/**
 * A connection of `mux.v1` with no wire: a test plays the server.
 *
 * @module
 */

import { assert, fail } from "@std/assert";
import { readBatch } from "../../lib/batch.ts";
import { encodeRun, piecesOf, readRuns, type Run } from "../../lib/bulk.ts";
import { CLIENT_WORDS } from "../../lib/client_words.ts";
import { connect, type ConnectOptions, type MuxSocket, type Trouble } from "../../lib/connect.ts";
import type { ChannelTerms, Hello, Welcome } from "../../lib/control.ts";
import type { LinkState } from "../../lib/link.ts";
import { ANY_CHANNEL } from "../../lib/parse.ts";
import { FakeClock } from "./clock.ts";

/** What a connection sees as its WebSocket. */
export class FakeMuxSocket implements MuxSocket {
  bufferedAmount = 0;
  onopen: MuxSocket["onopen"] = null;
  onmessage: MuxSocket["onmessage"] = null;
  onclose: MuxSocket["onclose"] = null;
  /** Messages that were not taken yet. */
  sent: (string | Uint8Array)[] = [];
  /** How our side closed it. */
  closed: { code: number | undefined; reason: string | undefined } | undefined;

  send(data: string | Uint8Array): void {
    if (this.closed) fail("Sent on a socket that was closed");
    this.sent.push(data);
  }

  close(code?: number, reason?: string): void {
    this.closed = { code, reason };
  }

  // --- the other side ---

  accept(): void {
    this.onopen?.(undefined as never);
  }

  /** Delivers one message: JSON of what it is given, or bytes. */
  deliver(message: object | string): void {
    const data = message instanceof Uint8Array
      ? message.slice().buffer
      : typeof message === "string"
      ? message
      : JSON.stringify(message);
    this.onmessage?.({ data } as never);
  }

  end(code = 1006, reason = ""): void {
    this.onclose?.({ code, reason } as never);
  }

  /** What was said since the last time, each in a few words. */
  take(): string[] {
    return this.sent.splice(0).flatMap(said);
  }
}

/** What a message says: "ack chat 3", "chat chat-1 0/1 hello" or "file#0 1+3". */
export function said(message: string | Uint8Array): string[] {
  if (typeof message !== "string") return runsOf(message).map(sayRun);
  return readBatch(message, ANY_CHANNEL, CLIENT_WORDS).map((item) => {
    assert(item.kind !== "error", "error" in item ? item.error.message : "");
    const { frame } = item;
    if (item.kind === "frame") {
      const { channel, messageId, sequence, total, data } = item.frame;
      return `${channel} ${messageId} ${sequence}/${total} ${data}`;
    }
    return Object.values(frame).slice(1).map((value) =>
      typeof value === "object" ? JSON.stringify(value) : value
    ).join(" ");
  });
}

/** The runs of a binary message, which has to be a good one. */
export function runsOf(message: Uint8Array): Run[] {
  const { runs, error } = readRuns(message);
  assert(!error, error?.message);
  return runs;
}

const sayRun = ({ channel, message, sequence, payload }: Run) =>
  `${Object.keys(TERMS)[channel]}#${message} ${sequence}+${piecesOf(payload.length)}`;

/** Terms that leave a test out of trouble. */
export const TERMS: Readonly<Record<string, ChannelTerms>> = Object.fromEntries(
  (["interactive", "bulk", "state", "ephemeral"] as const).map((kind, number) => [
    ["chat", "file", "presence", "typing"][number]!,
    {
      number,
      class: kind,
      read: 0,
      accepted: 0,
      credit: { bytes: 10_000_000, frames: 100_000 },
    },
  ]),
);

/** A welcome, with some of its fields, and some of its terms, replaced. */
export function welcome(
  fields: Partial<Welcome> = {},
  terms: Readonly<Record<string, Partial<ChannelTerms>>> = {},
): Welcome {
  return {
    channel: "$",
    type: "welcome",
    from: "otter",
    session: "s1",
    resumed: false,
    epoch: "e1",
    heartbeat: 15_000,
    channels: Object.fromEntries(
      Object.entries(TERMS).map(([name, usual]) => [name, { ...usual, ...terms[name] }]),
    ),
    ...fields,
  };
}

/** Pieces of a message in bytes, as a server sends them on `file`. */
export function run(fields: Partial<Run>): Uint8Array {
  return encodeRun({
    channel: 1,
    message: 0,
    sequence: 1,
    offset: 1,
    payload: new Uint8Array(1),
    ...fields,
  });
}

/** A connection, and all that it is handed, for a test to turn. */
export function createMux(options: Partial<ConnectOptions> = {}) {
  const clock = new FakeClock();
  const sockets: FakeMuxSocket[] = [];
  const tasks: (() => void)[] = [];
  const states: LinkState[] = [];
  const troubles: Trouble[] = [];
  const connection = connect({
    socket: () => {
      sockets.push(new FakeMuxSocket());
      return sockets.at(-1)!;
    },
    clock,
    random: () => 0,
    schedule: (task) => tasks.push(task),
    ...options,
  });
  connection.onState((state) => states.push(state));
  connection.onTrouble((trouble) => troubles.push(trouble));
  return {
    clock,
    sockets,
    tasks,
    states,
    troubles,
    connection,
    get socket() {
      return sockets.at(-1) ?? fail("No socket was asked for");
    },
    /** Ends the turn of the event loop. */
    turn() {
      for (const task of tasks.splice(0)) task();
    },
    /** What is wrong, each in a few words. */
    complaints: () => troubles.map((t) => t.type === "error" ? `${t.rule}: ${t.message}` : t.type),
  };
}

/** Answers the hello of a socket, and returns it. What is said in that turn is taken out. */
export function greet(
  mux: ReturnType<typeof createMux>,
  fields: Partial<Welcome> = {},
  terms: Readonly<Record<string, Partial<ChannelTerms>>> = {},
): Hello {
  const { socket } = mux;
  socket.accept();
  const hello = JSON.parse(socket.sent.splice(0)[0] as string);
  socket.deliver(welcome(fields, terms));
  return hello;
}

/** A connection that is open, and has said its first words. */
export function openMux(
  options: Partial<ConnectOptions> = {},
  fields: Partial<Welcome> = {},
  terms: Readonly<Record<string, Partial<ChannelTerms>>> = {},
) {
  const mux = createMux(options);
  greet(mux, fields, terms);
  mux.turn();
  mux.socket.sent.length = 0;
  return mux;
}

/** Cuts the connection of `mux` and has it come back, up to the hello. */
export function comeBack(mux: ReturnType<typeof createMux>): void {
  const { length } = mux.sockets;
  mux.socket.end();
  while (mux.sockets.length === length) mux.clock.advance(500);
}
