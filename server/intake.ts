/**
 * What a session's client sends, on its way into the logs: within its credit, under the room's own
 * numbers, and acked once the log has it, or once it was refused.
 *
 * @module
 */

import type { MuxFrame } from "../lib/batch.ts";
import { checkRun, piecesOf, type Run } from "../lib/bulk.ts";
import type { ControlFrame, ErrorFrame } from "../lib/control.ts";
import type { Clock } from "../lib/link.ts";
import type { FrameError } from "../lib/parse.ts";
import { CLEARED, isCleared, type Labels, type Message } from "./begun.ts";
import { RunDraft } from "./drafts.ts";
import type { Place } from "./gate.ts";
import { MAX_BULK_OFFSET } from "./limits.ts";
import type { Refusal } from "./refusal.ts";
import type { Member, Room } from "./room.ts";
import { noteRefused, type Session, type SessionChannel } from "./sessions.ts";

/** What an intake is made of. */
export interface IntakeOptions {
  readonly room: Room;
  readonly session: Session;
  readonly member: Member;
  /** How fast it may. */
  readonly place: Place;
  readonly clock: Clock;
  /** Why a good frame on a channel is refused, if it is (E3). A message that has begun may end (M8). */
  readonly check: (channel: string, isBegun: boolean) => Refusal | undefined;
  /** Says at once why a frame was refused: before the ack that counts it. */
  readonly say: (error: ErrorFrame) => void;
  /** The session cannot go on, as nothing that it says can be kept any more (P8). */
  readonly lost: (refusal: Refusal) => void;
  /** There is something to ack or to grant. */
  readonly onTaken: () => void;
}

/** What one append took. */
interface Taken {
  readonly state: SessionChannel;
  readonly bytes: number;
  readonly frames: number;
}

/** See the module's description. */
export class Intake {
  readonly #options: IntakeOptions;
  /** Channels of which something is to be acked with the next turn (K3). Most connections only read. */
  #toAck: Set<SessionChannel> | undefined;
  /** What the log does not have yet, up to the promise that came last. */
  #waiting: Taken[] = [];
  #waitsFor: Promise<void> | undefined;
  /** Channels of which more may be granted. An earlier connection may have left some waiting. */
  #toGrant: Set<SessionChannel> | undefined;
  /** While grants wait until their time (W3). */
  #callOffGrant: (() => void) | undefined;

  constructor(options: IntakeOptions) {
    this.#options = options;
    this.#toGrant = new Set(options.session.channels);
  }

  /**
   * Takes a text frame that has the shape of rules F2 to F6, and B7.
   *
   * @returns What is wrong with it. C4 is an overdraft, and the end of the connection.
   */
  frame(frame: MuxFrame): FrameError | undefined {
    const { room, session, member } = this.#options;
    if (this.#isLost()) return;
    const state = session.channels[room.channel(frame.channel)!.number]!;
    const { data: { length: bytes } } = frame;
    if (frame.number !== undefined && state.channel.class !== "bulk") return noBytes(state);
    if (!state.credit.received(bytes, 1)) return overdraft(state);
    const isBytes = frame.number !== undefined;
    const begun = session.begun.find(frame);
    const refusal = this.#refusalOf(state, begun, isBytes);
    const done = refusal ? undefined : member.publish(frame);
    // Also if it was refused: the runs that follow are then refused too, and not unknown.
    if (isBytes) this.#announce(state, frame, refusal);
    if (refusal) this.#refuse(state, frame, refusal, bytes, 1);
    else {
      session.begun.took(frame, state.channel.log, begun);
      this.#count(state, bytes, 1, done);
    }
  }

  /** Takes a run of pieces. Returns the same. */
  run(run: Run): FrameError | undefined {
    const { session, member } = this.#options;
    if (this.#isLost()) return;
    const state = session.channels[run.channel];
    const message = state?.kept.announced?.get(run.message);
    const error = checkRun(run, message?.total);
    if (error || !state || !message) return error;
    const bytes = run.payload.length;
    const frames = piecesOf(bytes);
    if (!state.credit.received(bytes, frames)) return overdraft(state);
    if (run.sequence + frames === message.total) state.kept.announced?.delete(run.message);
    const { messageId, total } = message;
    const labels = { channel: state.channel.name, messageId, total };
    const begun = session.begun.find(labels);
    const refusal = message.refusal ?? this.#refusalOf(state, begun, true);
    if (refusal) this.#refuse(state, labels, refusal, bytes, frames);
    else {
      session.begun.took(labels, state.channel.log, begun, frames);
      const draft = new RunDraft(run, message, member.from);
      this.#count(state, bytes, frames, state.channel.log.append(draft));
    }
  }

  /** Acks and grants that are due. Each is given once. */
  due(): readonly ControlFrame[] {
    if (!this.#toAck && !this.#toGrant) return NOTHING;
    const due: ControlFrame[] = [];
    for (const state of this.#toAck ?? []) {
      due.push({ channel: "$", type: "ack", of: state.channel.name, frames: state.accepted });
      (this.#toGrant ??= new Set()).add(state);
    }
    this.#toAck = undefined;
    this.#grant(due);
    return due;
  }

  /** Stops for good. */
  stop(): void {
    this.#callOffGrant?.();
  }

  /** Grants what there is to grant, or once the limits of this person and address allow it (W3). */
  #grant(due: ControlFrame[]): void {
    const { place: { allowance: { debt } }, clock, onTaken } = this.#options;
    if (debt > 0) {
      this.#callOffGrant ??= clock.after(debt, () => {
        this.#callOffGrant = undefined;
        onTaken();
      });
      return;
    }
    for (const { channel: { name: of }, credit } of this.#toGrant!) {
      const grant = credit.grantDue();
      if (grant) due.push({ channel: "$", type: "credit", of, ...grant });
    }
    this.#toGrant = undefined;
  }

  /** Notes which message the client's number stands for, and the number that readers know (B3). */
  #announce(
    { channel, kept }: SessionChannel,
    { number, messageId, total }: MuxFrame,
    refusal: Refusal | undefined,
  ): void {
    const announced = kept.announced ??= new Map();
    const first = channel.log.firstOf(this.#options.member.from, messageId) ?? 0;
    announced.set(number!, { messageId, total, number: first, ...refusal && { refusal } });
    if (announced.size > this.#options.place.limits.openMessages) {
      announced.delete(announced.keys().next().value!);
    }
  }

  /** Refuses what may not be said. It counts all the same: acks name no frames (K1). */
  #refuse(
    state: SessionChannel,
    { channel: of, messageId }: Labels,
    refusal: Refusal,
    bytes: number,
    frames: number,
  ): void {
    this.#options.say({ channel: "$", type: "error", ...refusal, of, messageId });
    noteRefused(state, frames, refusal);
    this.#count(state, bytes, frames);
  }

  /** Why something may not be said now, if so. */
  #refusalOf(
    state: SessionChannel,
    begun: Message | undefined,
    isBytes: boolean,
  ): Refusal | undefined {
    if (isBytes && isFull(state)) return full(state);
    const { room, check } = this.#options;
    if (isCleared(begun, state.channel.log)) return CLEARED;
    return check(state.channel.name, begun !== undefined) ?? room.refusal;
  }

  /**
   * What a session has sent is counted on the disk as well. Once nothing is written there any more, the
   * two would part, so a session that is kept there ends, and its client begins anew with one that is
   * not.
   */
  #isLost(): boolean {
    const { room: { refusal }, session, lost } = this.#options;
    if (!refusal || !session.outlives) return false;
    lost(refusal);
    return true;
  }

  /** Counts frames as taken now, and as accepted once the log has them and all before them. */
  #count(
    state: SessionChannel,
    bytes: number,
    frames: number,
    done?: void | Promise<void>,
  ): void {
    const { room, session, place } = this.#options;
    place.allowance.spend(bytes, frames);
    place.counts.took(state.channel, frames, bytes);
    state.kept.frames += frames;
    state.kept.bytes += bytes;
    // What no log keeps is counted all the same, and an ack means that the count is kept.
    const wait = room.sessions.save(session) ?? done;
    if (wait && wait !== this.#waitsFor) this.#waitFor(wait);
    if (session.pending) this.#waiting.push({ state, bytes, frames });
    else this.#taken(state, bytes, frames);
  }

  /** What an engine keeps at once has one promise: a turn's frames cost one continuation. */
  #waitFor(wait: Promise<void>): void {
    const { session } = this.#options;
    const waiting: Taken[] = this.#waiting = [];
    this.#waitsFor = wait;
    const pending = wait.then(() => {
      if (session.pending === pending) session.pending = undefined;
      for (const { state, bytes, frames } of waiting) this.#taken(state, bytes, frames);
    }, () => {
      session.pending = undefined;
      this.#isLost();
    });
    session.pending = pending;
  }

  #taken(state: SessionChannel, bytes: number, frames: number): void {
    state.accepted += frames;
    state.credit.consumed(bytes, frames);
    (this.#toAck ??= new Set()).add(state);
    this.#options.onTaken();
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

/** Of the people's own channels only the room knows the class. */
function noBytes({ channel: { class: kind } }: SessionChannel): FrameError {
  return { rule: "B3", message: `number is on a channel that is ${kind}, must be bulk` };
}

function overdraft({ channel: { name } }: SessionChannel): FrameError {
  return { rule: "C4", message: `more was sent on ${name} than was granted` };
}
