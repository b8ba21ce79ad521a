/**
 * What outlives a connection: who a client is, what the log has of it, what it may send.
 *
 * @module
 */

import { ReceiveCredit } from "../lib/credit.ts";
import type { BulkMessage } from "./drafts.ts";
import { CREDIT_WINDOW, MAX_SESSIONS, SESSION_MS } from "./limits.ts";
import type { Room } from "./room.ts";
import type { RoomChannel } from "./turn.ts";

/** What a session knows of one channel. */
export interface SessionChannel {
  readonly channel: RoomChannel;
  readonly credit: ReceiveCredit;
  /** Messages in bytes that were announced and are not whole yet, by the client's number. Few have any. */
  announced?: Map<number, BulkMessage>;
  /** Frames of this session that the log has (K1). */
  accepted: number;
}

/** See the module's description. */
export interface Session {
  readonly token: string;
  readonly from: string;
  readonly channels: readonly SessionChannel[];
  /** Ends the connection that it has now, if it has one. */
  replace: (() => void) | undefined;
  /** When it is forgotten, by the room's clock. */
  until: number;
}

/** The sessions of one room. */
export class Sessions {
  readonly #room: Room;
  /** In the order in which they were let go, the oldest first. */
  readonly #sessions = new Map<string, Session>();

  constructor(room: Room) {
    this.#room = room;
  }

  /** A new session for the sender `from`. The token is not to be guessed. */
  create(from: string): Session {
    this.#forgetOld();
    const session: Session = {
      token: crypto.randomUUID(),
      from,
      channels: this.#room.channels.map((channel) => ({
        channel,
        credit: new ReceiveCredit(CREDIT_WINDOW[channel.class]),
        accepted: 0,
      })),
      replace: undefined,
      until: Infinity,
    };
    this.#sessions.set(session.token, session);
    this.#room.reserve(from, true);
    return session;
  }

  /** Finds a session that comes back. A connection that it still has is ended first (R1). */
  resume(token: string | undefined): Session | undefined {
    this.#forgetOld();
    const session = token === undefined ? undefined : this.#sessions.get(token);
    session?.replace?.();
    if (session) session.until = Infinity;
    return session;
  }

  /** Keeps a session whose connection ended, for a while (R4). */
  release(session: Session): void {
    session.replace = undefined;
    session.until = this.#room.now() + SESSION_MS;
    // To the end: the map stays in the order of letting go.
    this.#sessions.delete(session.token);
    this.#sessions.set(session.token, session);
  }

  #forgetOld(): void {
    const now = this.#room.now();
    for (const [token, session] of this.#sessions) {
      if (session.replace) continue;
      if (session.until > now && this.#sessions.size <= MAX_SESSIONS) break;
      this.#sessions.delete(token);
      this.#room.reserve(session.from, false);
    }
  }
}
