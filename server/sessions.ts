/**
 * What outlives a connection: who a client is, what the log has of it, what it may send.
 *
 * @module
 */

import { ReceiveCredit } from "../lib/credit.ts";
import { Begun } from "./begun.ts";
import { CREDIT_WINDOW, MAX_SESSIONS, SESSION_MS } from "./limits.ts";
import type { KeptChannel, KeptSession, SessionStore } from "./logs/store.ts";
import type { Refusal } from "./refusal.ts";
import type { Room } from "./room.ts";
import type { RoomChannel } from "./turn.ts";

/** What a session knows of one channel. */
export interface SessionChannel {
  readonly channel: RoomChannel;
  readonly credit: ReceiveCredit;
  /** What was taken, of which the log may not have all yet. */
  readonly kept: KeptChannel;
  /** Frames of this session that the log has for certain, or that were refused (K1). */
  accepted: number;
}

/** Notes that the next `frames` to be counted are refused. */
export function noteRefused(channel: SessionChannel, frames: number, refusal: Refusal): void {
  const { channel: { class: kind }, kept } = channel;
  const { rule, message } = refusal;
  const { frames: from } = kept;
  const to = from + frames;
  const noted = kept.refused ??= [];
  const last = noted.at(-1);
  const goesOn = last?.to === from && last.rule === rule && last.message === message;
  if (goesOn) noted.pop();
  noted.push({ from: goesOn ? last.from : from, to, rule, message });
  // Who has sent this much knows what became of all that is a window older: it was granted since.
  const known = to - CREDIT_WINDOW[kind].frames;
  while (noted[0]!.to <= known) noted.shift();
}

/** See the module's description. */
export interface Session {
  readonly token: string;
  readonly from: string;
  /** By the channel's number. */
  readonly channels: SessionChannel[];
  /** Messages that were not whole when their last frame came. */
  readonly begun: Begun;
  /** What outlives the process. */
  readonly kept: KeptSession;
  /** Whether it is kept beyond the process. */
  readonly outlives: boolean;
  /** Settles when the log has all that was taken; absent once it has. It never rejects. */
  pending?: Promise<void> | undefined;
  /** Ends the connection that it has now, if it has one. */
  replace: (() => void) | undefined;
}

/** The sessions of one room. */
export class Sessions {
  readonly #room: Room;
  readonly #store: SessionStore;
  /** In the order in which they were let go, the oldest first. */
  readonly #sessions = new Map<string, Session>();

  /** Begins with those that were kept, whose connections have ended all. */
  constructor(room: Room, store: SessionStore) {
    this.#room = room;
    this.#store = store;
    for (const kept of store.load()) {
      const session = this.#open(kept);
      // Whose connection our own end has cut has its time from now on.
      if (kept.until === Infinity) this.release(session);
    }
    this.#forgetOld();
  }

  /** A new session for the sender `from`. The token is not to be guessed. */
  create(from: string): Session {
    this.#forgetOld();
    // Of whoever spoke under this name before nothing can come again.
    for (const { log } of this.#room.channels) log.forget(from);
    const token = crypto.randomUUID();
    const session = this.#open({ token, from, until: Infinity, channels: new Map() });
    this.save(session);
    return session;
  }

  /**
   * Finds a session that comes back. A connection that it still has is ended first (R1).
   *
   * @param isTheirs Whether who asks can be this sender: the session of another person is unknown (M2).
   */
  resume(
    token: string | undefined,
    isTheirs: (from: string) => boolean = () => true,
  ): Session | undefined {
    this.#forgetOld();
    const found = token === undefined ? undefined : this.#sessions.get(token);
    const session = found && isTheirs(found.from) ? found : undefined;
    session?.replace?.();
    if (session) this.#until(session, Infinity);
    return session;
  }

  /** Keeps a session whose connection ended, for a while (R4). */
  release(session: Session): void {
    session.replace = undefined;
    if (!this.#sessions.has(session.token)) return;
    // To the end: the map stays in the order of letting go.
    this.#sessions.delete(session.token);
    this.#sessions.set(session.token, session);
    this.#until(session, this.#room.now() + SESSION_MS);
  }

  /** Forgets a session at once: whoever comes back with it is a new sender. */
  end({ token, from }: Session): void {
    this.#sessions.delete(token);
    this.#store.delete(token);
    this.#room.reserve(from, false);
  }

  /** There is one more channel, for all sessions. */
  adopt(channel: RoomChannel): void {
    for (const { channels, kept } of this.#sessions.values()) {
      channels.push(channelOf(channel, kept));
    }
  }

  /** Something that outlives the process has changed. Returns what the store says. */
  save({ kept }: Session): void | Promise<void> {
    return this.#store.save(kept);
  }

  #open(kept: KeptSession): Session {
    const session: Session = {
      token: kept.token,
      from: kept.from,
      begun: new Begun(),
      kept,
      outlives: this.#room.refusal === undefined,
      channels: this.#room.channels.map((channel) => channelOf(channel, kept)),
      replace: undefined,
    };
    this.#sessions.set(kept.token, session);
    this.#room.reserve(kept.from, true);
    return session;
  }

  #until(session: Session, until: number): void {
    session.kept.until = until;
    this.save(session);
  }

  #forgetOld(): void {
    const now = this.#room.now();
    for (const session of this.#sessions.values()) {
      if (session.replace) continue;
      if (session.kept.until > now && this.#sessions.size <= MAX_SESSIONS) break;
      this.end(session);
    }
  }
}

/** A channel that the session has never heard of is a new one. */
function channelOf(channel: RoomChannel, { channels }: KeptSession): SessionChannel {
  const kept = channels.get(channel.name) ?? { frames: 0, bytes: 0 };
  channels.set(channel.name, kept);
  return {
    channel,
    credit: new ReceiveCredit(CREDIT_WINDOW[channel.class], kept),
    kept,
    accepted: kept.frames,
  };
}
