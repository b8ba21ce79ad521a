/**
 * The gate: how many may be in at a time, by person, room, IP address and in all, and the buckets that
 * connections of one person or address share. It is asked before the upgrade.
 *
 * @module
 */

import { shortened } from "./address.ts";
import { Allowance, type Excess, ipMeter, type Meter, personMeter } from "./allowance.ts";
import { causeOf } from "./closing.ts";
import { Counts } from "./counts.ts";
import { type Journal, NO_JOURNAL } from "./journal.ts";
import { TokenBucket } from "./bucket.ts";
import type { LimitName, Limits } from "./limit_table.ts";
import { Tenants } from "./tenants.ts";

/** Who asks to come in. */
export interface Visitor {
  /** As `networkOf` of server/address.ts gives it. */
  readonly ip: string;
  /** The room, as a key: each room has one of its own. */
  readonly room: unknown;
  /** Unique among all rooms. Absent: nobody that is known, as in the lobby. */
  readonly person?: string;
}

/** A place inside, for one connection. */
export interface Place {
  readonly ok: true;
  readonly limits: Limits;
  readonly allowance: Allowance;
  readonly counts: Counts;
  /** How it is going. The wire's own code knows more than the socket does. */
  look: () => Look;
  /**
   * Binds the place to a socket: it is given back when that closes, and what we close is logged.
   *
   * @param id Names the request that the socket came from.
   */
  hold(socket: WebSocket, id: string): void;
  /** Gives the place back. Calling it again does nothing: Deno's sockets can close twice. */
  release(): void;
}

/** A look at one connection. */
export interface Look {
  /** Bytes that wait in our memory to be sent. */
  readonly queued: number;
  /** Frames that it has still to be sent. */
  readonly lag: number;
  /** The last round trip, in milliseconds, where one was measured. */
  readonly rtt?: number | undefined;
}

/** No place: which limit, and when to ask again in milliseconds. */
export interface Refused extends Excess {
  readonly ok: false;
}

/** When to ask again where only somebody's leaving makes room, in milliseconds: nobody can know. */
const FULL_RETRY_MS = 10_000;

/**
 * Who owes more than this, in milliseconds, waits outside: each new session of `mux.v1` begins with
 * credit, and would otherwise be a way around every rate. One that keeps to its credit owes less.
 */
const MAX_DEBT_MS = 30_000;

/** Idle addresses whose buckets are kept until they are full again. Each is some hundred bytes. */
const MAX_RESTING = 10_000;

/** See the module's description. */
export class Gate {
  readonly limits: Limits;
  readonly counts = new Counts();
  readonly #now: () => number;
  readonly #journal: Journal;
  readonly #places = new Set<Place>();
  readonly #persons: Tenants<string, Meter>;
  readonly #ips: Tenants<string, Meter>;
  readonly #makers: Tenants<string, TokenBucket>;
  readonly #guessers: Tenants<string, TokenBucket>;
  readonly #rooms = new Map<unknown, number>();

  constructor(
    limits: Limits,
    now: () => number = () => performance.now(),
    journal: Journal = NO_JOURNAL,
  ) {
    this.limits = limits;
    this.#now = now;
    this.#journal = journal;
    const isFull = ({ frames, bytes }: Meter) => frames.isFull && bytes.isFull;
    this.#persons = new Tenants(() => personMeter(limits, now), isFull, MAX_RESTING);
    this.#ips = new Tenants(() => ipMeter(limits, now), isFull, MAX_RESTING);
    const buckets = (perSecond: number, atOnce: number) =>
      new Tenants<string, TokenBucket>(
        () => new TokenBucket({ perSecond, atOnce, now }),
        (bucket) => bucket.isFull,
        MAX_RESTING,
      );
    this.#makers = buckets(limits.ipRoomsPerHour / 3_600, limits.ipRoomsPerHour);
    this.#guessers = buckets(limits.ipWrongCodesPerMinute / 60, limits.ipWrongCodesAtOnce);
  }

  /** Connections that are in. */
  get size(): number {
    return this.#places.size;
  }

  /** A look at each connection that is in. */
  looks(): Look[] {
    return [...this.#places].map((place) => place.look());
  }

  /** Lets somebody in, or says why not. */
  admit({ ip, room, person }: Visitor): Place | Refused {
    const full = this.#fullFor(ip, room, person);
    if (full) {
      this.#limited(full, ip);
      return { ok: false, limit: full, retryAfter: FULL_RETRY_MS };
    }
    this.#rooms.set(room, (this.#rooms.get(room) ?? 0) + 1);
    const meters = [
      person === undefined ? personMeter(this.limits, this.#now) : this.#persons.enter(person),
      this.#ips.enter(ip),
    ];
    const onExcess = (limit: LimitName) => this.#limited(limit, ip);
    const place: Place = {
      ok: true,
      limits: this.limits,
      allowance: new Allowance(this.limits, meters, this.#now, onExcess),
      counts: this.counts,
      look: () => ({ queued: 0, lag: 0 }),
      hold: (socket, id) => this.#hold(place, socket, id),
      release: () => {
        if (!this.#places.delete(place)) return;
        this.#leaveRoom(room);
        this.#ips.leave(ip);
        if (person !== undefined) this.#persons.leave(person);
      },
    };
    this.#places.add(place);
    const { overdraft } = place.allowance;
    if (!overdraft || overdraft.retryAfter <= MAX_DEBT_MS) {
      this.counts.opened++;
      return place;
    }
    place.release();
    this.#limited(overdraft.limit, ip);
    return { ok: false, ...overdraft };
  }

  /** Counts a room that `ip` makes, or says when it may make the next (W6). */
  makeRoom(ip: string): Excess | undefined {
    const retryAfter = this.#makers.enter(ip).take(1);
    this.#makers.leave(ip);
    if (retryAfter === 0) return undefined;
    this.#limited("ipRoomsPerHour", ip);
    return { limit: "ipRoomsPerHour", retryAfter };
  }

  #hold(place: Place, socket: WebSocket, id: string): void {
    socket.addEventListener("close", place.release);
    place.look = () => ({ queued: socket.bufferedAmount, lag: 0 });
    const close = socket.close.bind(socket);
    // Whoever closes, and why, is then said in one place. Of the reason only the rule is: the rest may
    // hold words of the client.
    socket.close = (code = 1_000, reason = "") => {
      this.counts.closedWith(code);
      const rule = /^[A-Z]\d+(?=:)/.exec(reason)?.[0];
      this.#journal.sample("closed", `${code}`, { id, code, cause: causeOf(code), rule });
      close(code, reason);
    };
  }

  #limited(limit: LimitName, ip: string): void {
    this.counts.limited(limit);
    this.#journal.sample("limit", limit, { limit, from: shortened(ip) });
  }

  /** When `ip` may ask for rooms by their codes again, if it cannot now (W6). */
  mayGuess(ip: string): Excess | undefined {
    const retryAfter = this.#guessers.enter(ip).wait(1);
    this.#guessers.leave(ip);
    return retryAfter === 0 ? undefined : { limit: "ipWrongCodesPerMinute", retryAfter };
  }

  /** Counts a code that was no room's. */
  guessedWrong(ip: string): void {
    this.#guessers.enter(ip).spend(1);
    this.#guessers.leave(ip);
  }

  /** The first bound that one more would break: the visitor's own first, which it can mend. */
  #fullFor(ip: string, room: unknown, person?: string): LimitName | undefined {
    const { limits } = this;
    if (person !== undefined && this.#persons.count(person) >= limits.connectionsPerPerson) {
      return "connectionsPerPerson";
    }
    if (this.#ips.count(ip) >= limits.connectionsPerIp) return "connectionsPerIp";
    if ((this.#rooms.get(room) ?? 0) >= limits.connectionsPerRoom) return "connectionsPerRoom";
    return this.size >= limits.connections ? "connections" : undefined;
  }

  #leaveRoom(room: unknown): void {
    const left = this.#rooms.get(room)! - 1;
    if (left > 0) this.#rooms.set(room, left);
    else this.#rooms.delete(room);
  }
}
