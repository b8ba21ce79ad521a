/**
 * What a session's client sends, on its way into the logs: within its credit, under the room's own
 * numbers, and acked once the log has it.
 *
 * @module
 */

import type { MuxFrame } from "../lib/batch.ts";
import { checkRun, piecesOf, type Run } from "../lib/bulk.ts";
import type { ControlFrame } from "../lib/control.ts";
import type { Clock } from "../lib/link.ts";
import { RunDraft } from "./drafts.ts";
import type { Place } from "./gate.ts";
import { MAX_BULK_OFFSET } from "./limits.ts";
import type { Member, Room } from "./room.ts";
import type { Session, SessionChannel } from "./sessions.ts";

/** Why something was not taken. C4 is an overdraft, and the end of the connection. */
export interface Refusal {
  readonly rule: string;
  readonly message: string;
}

/** What one append took. */
interface Taken {
  readonly state: SessionChannel;
  readonly bytes: number;
  readonly frames: number;
}

/** See the module's description. */
export class Intake {
  readonly #room: Room;
  readonly #session: Session;
  readonly #member: Member;
  readonly #onTaken: () => void;
  /** Channels of which something is to be acked with the next turn (K3). */
  readonly #toAck = new Set<SessionChannel>();
  /** What the log does not have yet, up to the promise that came last. */
  #waiting: Taken[] = [];
  #waitsFor: Promise<void> | undefined;

  /** Channels of which more may be granted. An earlier connection may have left some waiting. */
  readonly #toGrant: Set<SessionChannel>;
  readonly #place: Place;
  readonly #clock: Clock;
  /** While grants wait until their time (W3). */
  #callOffGrant: (() => void) | undefined;

  /** @param onTaken Called when there is something to ack or to grant. */
  constructor(
    room: Room,
    session: Session,
    member: Member,
    place: Place,
    clock: Clock,
    onTaken: () => void,
  ) {
    this.#room = room;
    this.#session = session;
    this.#member = member;
    this.#place = place;
    this.#clock = clock;
    this.#onTaken = onTaken;
    this.#toGrant = new Set(session.channels);
  }

  /** Takes a text frame that has the shape of rules F2 to F6, and B7. */
  frame(frame: MuxFrame): Refusal | undefined {
    const state = this.#session.channels[this.#room.channel(frame.channel)!.number]!;
    const bytes = frame.data.length;
    const isBytes = frame.number !== undefined;
    if (isBytes && isFull(state)) return full(state);
    if (!state.credit.received(bytes, 1)) return overdraft(state);
    const done = this.#member.publish(frame);
    if (isBytes) this.#announce(state, frame);
    this.#count(state, bytes, 1, done);
  }

  /** Takes a run of pieces. */
  run(run: Run): Refusal | undefined {
    const state = this.#session.channels[run.channel];
    const message = state?.kept.announced?.get(run.message);
    const error = checkRun(run, message?.total);
    if (error || !state || !message) return error;
    if (isFull(state)) return full(state);
    const bytes = run.payload.length;
    const frames = piecesOf(bytes);
    if (!state.credit.received(bytes, frames)) return overdraft(state);
    if (run.sequence + frames === message.total) state.kept.announced?.delete(run.message);
    const draft = new RunDraft(run, message, this.#member.from);
    this.#count(state, bytes, frames, state.channel.log.append(draft));
  }

  /** Acks and grants that are due. Each is given once. */
  due(): readonly ControlFrame[] {
    if (this.#toAck.size === 0 && this.#toGrant.size === 0) return NOTHING;
    const due: ControlFrame[] = [];
    for (const state of this.#toAck) {
      due.push({ channel: "$", type: "ack", of: state.channel.name, frames: state.accepted });
      this.#toGrant.add(state);
    }
    this.#toAck.clear();
    this.#grant(due);
    return due;
  }

  /** Stops for good. */
  stop(): void {
    this.#callOffGrant?.();
  }

  /** Grants what there is to grant, or once the limits of this person and address allow it (W3). */
  #grant(due: ControlFrame[]): void {
    const { debt } = this.#place.allowance;
    if (debt > 0) {
      this.#callOffGrant ??= this.#clock.after(debt, () => {
        this.#callOffGrant = undefined;
        this.#onTaken();
      });
      return;
    }
    for (const { channel: { name: of }, credit } of this.#toGrant) {
      const grant = credit.grantDue();
      if (grant) due.push({ channel: "$", type: "credit", of, ...grant });
    }
    this.#toGrant.clear();
  }

  /** Notes which message the client's number stands for, and the number that readers know (B3). */
  #announce({ channel, kept }: SessionChannel, { number, messageId, total }: MuxFrame): void {
    const announced = kept.announced ??= new Map();
    const first = channel.log.firstOf(this.#member.from, messageId)!;
    announced.set(number!, { messageId, total, number: first });
    if (announced.size > this.#place.limits.openMessages) {
      announced.delete(announced.keys().next().value!);
    }
  }

  /** Counts frames as taken now, and as accepted once the log has them and all before them. */
  #count(
    state: SessionChannel,
    bytes: number,
    frames: number,
    done: void | Promise<void>,
  ): void {
    this.#place.allowance.spend(bytes, frames);
    state.kept.frames += frames;
    state.kept.bytes += bytes;
    this.#room.sessions.save(this.#session);
    if (done && done !== this.#waitsFor) this.#waitFor(done);
    if (this.#session.pending) this.#waiting.push({ state, bytes, frames });
    else this.#taken(state, bytes, frames);
  }

  /** What an engine keeps at once has one promise: a turn's frames cost one continuation. */
  #waitFor(wait: Promise<void>): void {
    const waiting: Taken[] = this.#waiting = [];
    this.#waitsFor = wait;
    const pending = wait.then(() => {
      if (this.#session.pending === pending) this.#session.pending = undefined;
      for (const { state, bytes, frames } of waiting) this.#taken(state, bytes, frames);
    });
    this.#session.pending = pending;
  }

  #taken(state: SessionChannel, bytes: number, frames: number): void {
    state.accepted += frames;
    state.credit.consumed(bytes, frames);
    this.#toAck.add(state);
    this.#onTaken();
  }
}

/** Most readers of a turn have sent nothing in it. */
const NOTHING: readonly ControlFrame[] = [];

/** A run's header has 32 bits for an offset (B5). */
function isFull({ channel: { log } }: SessionChannel): boolean {
  return log.next >= MAX_BULK_OFFSET;
}

function full({ channel: { name } }: SessionChannel): Refusal {
  return { rule: "B5", message: `${name} takes no more bytes in this life of the log` };
}

function overdraft({ channel: { name } }: SessionChannel): Refusal {
  return { rule: "C4", message: `more was sent on ${name} than was granted` };
}
