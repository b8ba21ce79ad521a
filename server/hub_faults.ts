/**
 * Faults that a teacher asked for, between what people say and the logs of their room (M18, M19).
 *
 * @module
 */

import type { MuxFrame } from "../lib/batch.ts";
import type { Repair } from "../lib/commands.ts";
import { dropNote, labelled } from "../lib/fault_notes.ts";
import { DELAY_MS, FaultInjector, type FaultRule } from "../lib/faults.ts";
import type { Clock } from "../lib/link.ts";
import type { Frame } from "../lib/protocol.ts";
import { CloseCode } from "./closing.ts";
import { MAX_DROPPED } from "./limits.ts";
import type { Close } from "./person.ts";
import type { Member } from "./room.ts";

/** What it is made of. */
export interface HubFaultsOptions {
  readonly clock: Pick<Clock, "after">;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  /** Tells everybody of a frame that was dropped. */
  readonly say: (note: Frame) => void;
  /** Told what is still asked for, when a rule has had as many frames as it asked for. */
  readonly onUsedUp: (rules: readonly FaultRule[]) => void;
}

/** Who said a frame, and where it goes if it goes on. */
interface Origin {
  readonly member: Member;
  readonly cut: () => void;
}

/**
 * See the module's description. Nothing is asked for at first, and then frames pass untouched. Messages
 * in bytes are never touched, head and runs: they are real files, and without a head runs are nothing.
 */
export class HubFaults {
  readonly #options: HubFaultsOptions;
  readonly #injector: FaultInjector;
  readonly #origins = new WeakMap<Frame, Origin>();
  /** What was dropped, the oldest first: anybody may ask for it. */
  readonly #dropped = new Map<string, Frame>();
  #drops = 0;
  #isOver = false;
  #callOffFlush: (() => void) | undefined;

  constructor(options: HubFaultsOptions) {
    this.#options = options;
    this.#injector = new FaultInjector(options.random);
  }

  /** What is asked for from now on. */
  set rules(rules: readonly FaultRule[]) {
    this.#injector.rules = rules;
  }

  /** The member, with everything that it says going through here. */
  through(member: Member, close: Close): Member {
    const cut = () => close(CloseCode.cut, "Cut on request: come back");
    const { from, leave } = member;
    return { from, leave, publish: (frame) => this.#take(frame, { member, cut }) };
  }

  /** Forgets what was dropped: of all, or of some senders. */
  forget(isTheirs: (sender: string) => boolean = () => true): void {
    for (const [key, frame] of this.#dropped) {
      if (isTheirs(this.#origins.get(frame)!.member.from)) this.#dropped.delete(key);
    }
  }

  /** Nothing goes on any more: there is no room. */
  stop(): void {
    this.#isOver = true;
    this.#callOffFlush?.();
    this.#dropped.clear();
  }

  /** Lets a dropped frame go on after all. False: it was not dropped, or too long ago. */
  repair({ of, from, messageId, sequence }: Repair): boolean {
    const key = keyOf(of, from, messageId, sequence);
    const frame = this.#dropped.get(key);
    if (!frame) return false;
    this.#dropped.delete(key);
    this.#origins.get(frame)!.member.publish(frame);
    return true;
  }

  #take(said: Frame, origin: Origin): void | Promise<void> {
    const frame = unlabelled(said);
    if (this.#injector.isIdle || isHead(frame)) return origin.member.publish(frame);
    this.#origins.set(frame, origin);
    const before = this.#injector.rules.length;
    const { deliver, dropped, isCut } = this.#injector.take(frame);
    if (dropped) this.#drop(dropped, origin.member.from);
    const { rules } = this.#injector;
    if (rules.length < before) this.#options.onUsedUp(rules);
    let done: void | Promise<void> = undefined;
    for (const delivery of deliver) {
      const { afterMs } = delivery;
      const go = () => this.#publish(delivery.frame, labelled(delivery), delivery.fault);
      if (afterMs !== undefined) this.#options.clock.after(afterMs, go);
      else if (delivery.frame === frame) done = go() ?? done;
      else go();
    }
    if (this.#injector.isHolding) this.#flushLater();
    // Not now: the connection is in the middle of a message.
    if (isCut) queueMicrotask(origin.cut);
    return done;
  }

  #publish(frame: Frame, said: Frame, fault: string | undefined): void | Promise<void> {
    if (this.#isOver) return;
    return this.#origins.get(frame)!.member.publish(said, fault === "duplicate");
  }

  #drop(frame: Frame, from: string): void {
    this.#dropped.set(keyOf(frame.channel, from, frame.messageId, frame.sequence), frame);
    if (this.#dropped.size > MAX_DROPPED) {
      this.#dropped.delete(this.#dropped.keys().next().value!);
    }
    this.#options.say(dropNote({ ...frame, from }, ++this.#drops));
  }

  /** A frame that waits to be swapped goes on by itself, if no other one comes. */
  #flushLater(): void {
    this.#callOffFlush?.();
    this.#callOffFlush = this.#options.clock.after(DELAY_MS, () => {
      for (const delivery of this.#injector.flush()) {
        this.#publish(delivery.frame, labelled(delivery), delivery.fault);
      }
    });
  }
}

function keyOf(of: string, from: string, messageId: string, sequence: number): string {
  return JSON.stringify([of, from, messageId, sequence]);
}

/** Whether it announces a message in bytes (B3). */
function isHead({ number }: MuxFrame): boolean {
  return number !== undefined;
}

/** What was done to a frame is for the hub to say. */
function unlabelled(frame: Frame): Frame {
  if (!("fault" in frame)) return frame;
  const { fault: _, ...rest } = frame as Frame & { readonly fault?: unknown };
  return rest;
}
