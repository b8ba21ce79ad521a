/**
 * A room whose sockets have no wire: a test plays the clients of `mux.v1`, the clock and the turns.
 *
 * @module
 */

import { readBatch } from "../../lib/batch.ts";
import { ANY_CHANNEL } from "../../lib/parse.ts";
import { SERVER_WORDS } from "../../lib/server_words.ts";
import type { Limits } from "../../server/limit_table.ts";
import { serveMux } from "../../server/mux.ts";
import type { Pass } from "../../server/person.ts";
import { Room, type RoomOptions } from "../../server/room.ts";
import { FakeClock } from "./clock.ts";
import { enter } from "./place.ts";

/** A socket whose other side is the test: what the server sends is kept, in order. */
export class ServerSocket {
  readyState: number = WebSocket.OPEN;
  bufferedAmount = 0;
  binaryType = "";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly texts: string[] = [];
  readonly #closed = Promise.withResolvers<number>();
  /** The code that it is closed with. */
  readonly closed = this.#closed.promise;

  send(data: string): void {
    this.texts.push(data);
  }

  close(code: number): void {
    this.readyState = WebSocket.CLOSED;
    this.#closed.resolve(code);
  }

  /** All frames that came, without those that came before. */
  // deno-lint-ignore no-explicit-any
  frames(): any[] {
    return this.texts.splice(0).flatMap((text) =>
      readBatch(text, ANY_CHANNEL, SERVER_WORDS).map((item) =>
        item.kind === "error" ? item.error : item.frame
      )
    );
  }

  say(...frames: unknown[]): void {
    this.onmessage?.({ data: JSON.stringify(frames) });
  }
}

/** A room, and clients that come to it, with no wire and no time. */
export function openRoom(options: RoomOptions = {}, limits: Partial<Limits> = {}) {
  const clock = new FakeClock();
  const turns: (() => void)[] = [];
  const room = new Room({
    random: () => 0,
    now: () => clock.now(),
    schedule: (task) => turns.push(task),
    ...options,
  });
  const turn = () => turns.splice(0).forEach((task) => task());
  const open = (pass?: Pass) => {
    const socket = new ServerSocket();
    serveMux(socket as unknown as WebSocket, room, enter(limits, clock), pass, clock);
    socket.onopen?.();
    return socket;
  };
  const join = (hello: Record<string, unknown> = {}, pass?: Pass) => {
    const socket = open(pass);
    socket.say({ channel: "$", type: "hello", version: 1, ...hello });
    turn();
    return socket;
  };
  return { clock, room, turn, open, join };
}
