/**
 * A room in memory that speaks the plain wire: for one page alone, with no server.
 *
 * It holds rules F1 to F7, P1 to P7, E1, E2, M18, M19, M21 and M22 of docs/PROTOCOL.md as our server
 * does, and keeps nothing but each sender's presence, the channels of the people's own, and what it
 * dropped.
 *
 * @module
 */

import { CHANNELS, CONTROL } from "../../lib/channels.ts";
import { CLIENT_WORDS } from "../../lib/client_words.ts";
import { type Declare, isCommand, type Repair } from "../../lib/commands.ts";
import { parseControl } from "../../lib/control.ts";
import { dropNote, isNamed, labelled } from "../../lib/fault_notes.ts";
import { DELAY_MS, FaultInjector, type Treated } from "../../lib/faults.ts";
import type { Clock, Socket } from "../../lib/link.ts";
import { clashOf, type OwnChannel } from "../../lib/own_channels.ts";
import { type ChannelSet, type FrameError, parseFrame } from "../../lib/parse.ts";
import type { Frame } from "../../lib/protocol.ts";
import { Member, WAY_MS } from "./solo_socket.ts";

/** Dropped frames that can be asked for again: more than anybody looks at. */
const MAX_LOST = 200;

/** Bad frames in a row before a connection is closed (E2). */
const MAX_BAD_FRAMES = 10;

/** What a hub is made of. */
export interface SoloHubOptions {
  readonly clock: Clock;
  /** A number from 0 up to 1: for faults. */
  readonly random: () => number;
}

/** See the module's description. */
export class SoloHub {
  readonly #clock: Clock;
  readonly #members = new Map<string, Member>();
  /** How many frames each channel had (P3). */
  readonly #offsets = new Map<string, number>();
  readonly #faults: FaultInjector;
  /** What was dropped and can be asked for again, the oldest first. */
  #lost: readonly Frame[] = [];
  /** The channels of the people's own, the oldest first. */
  #own: readonly OwnChannel[] = [];
  /** `$` too: commands come on it. */
  readonly #known: ChannelSet = {
    has: (channel) =>
      CHANNELS.has(channel) || channel === CONTROL ||
      this.#own.some(({ name }) => name === channel),
  };
  #count = 0;
  #callOffSwap: (() => void) | undefined;
  /** What is done to frames on their way. Presence is spared: without it nobody knows who they are. */
  readonly faults: Pick<FaultInjector, "rules">;

  constructor({ clock, random }: SoloHubOptions) {
    this.#clock = clock;
    this.faults = this.#faults = new FaultInjector(random);
  }

  /**
   * A socket of this room. It opens a little later, as all do.
   *
   * @param name The sender, which nobody here has.
   */
  connect(name: string): Socket {
    const member = new Member(name, this.#clock, this);
    this.#clock.after(WAY_MS, () => {
      if (member.isClosed) return;
      this.#members.set(name, member);
      member.onopen?.(undefined as never);
      if (this.#own.length > 0) member.deliver(JSON.stringify(this.#sayOwn()));
    });
    return member;
  }

  /** Takes a message of a member. */
  take(member: Member, text: string): void {
    const result = parseFrame(text, this.#known);
    if (!result.ok) return this.#refuse(member, result.error);
    if (result.frame.channel === CONTROL) return this.#obey(member, result.frame);
    member.badFrames = 0;
    this.#publish(member, result.frame);
  }

  /** A member is gone. The others hear of it, if it ever said that it was there (P7). */
  leave(member: Member): void {
    if (this.#members.get(member.name) !== member) return;
    this.#members.delete(member.name);
    const left = { channel: "presence", messageId: "left", sequence: 0, total: 1, data: "left" };
    if (member.presence.length > 0) this.#send({ deliver: [{ frame: this.#label(member, left) }] });
  }

  #publish(member: Member, frame: Frame): void {
    const labels = this.#label(member, frame);
    if (frame.channel !== "presence") return this.#inject(labels);
    const isNew = member.presence.length === 0;
    member.announce(labels);
    this.#send({ deliver: [{ frame: labels }] });
    if (isNew) { for (const other of this.#members.values()) member.hear(other); }
  }

  #inject(frame: Frame): void {
    this.#callOffSwap?.();
    this.#send(this.#faults.take(frame));
    this.#callOffSwap = this.#clock.after(DELAY_MS, () => {
      this.#send({ deliver: this.#faults.flush() });
    });
  }

  /** Here everybody leads: faults are asked for, frames that were dropped, and channels. */
  #obey(member: Member, { data }: Frame): void {
    let value: unknown;
    try {
      value = JSON.parse(data);
    } catch {
      // No command either, and answered like one below.
    }
    const result = parseControl({ ...Object(value), channel: CONTROL }, CLIENT_WORDS);
    if (!result.ok) return this.#refuse(member, result.error);
    const { frame } = result;
    if (!frame || !isCommand(frame)) {
      return this.#refuse(member, { rule: "M5", message: "type is no command" });
    }
    member.badFrames = 0;
    if (frame.type === "faults") this.#faults.rules = frame.rules;
    if (frame.type === "repair") this.#repair(frame);
    if (frame.type === "declare") this.#declare(member, frame);
    if (frame.type === "withdraw") {
      this.#setOwn(this.#own.filter(({ name }) => name !== frame.name));
    }
  }

  #declare(member: Member, command: Declare): void {
    const message = clashOf(command, this.#own);
    if (message !== undefined) return this.#tell(member, { rule: "M21", message });
    const { name, letter, shape, colour, class: kind = "interactive" } = command;
    this.#setOwn([...this.#own, { name, letter, shape, colour, class: kind, by: member.name }]);
  }

  #setOwn(own: readonly OwnChannel[]): void {
    this.#own = own;
    this.#send({ deliver: [{ frame: this.#sayOwn() }] });
  }

  /** What channels of the people's own there are (M4). */
  #sayOwn(): Frame {
    const data = JSON.stringify({ channels: this.#own });
    const messageId = `room-${++this.#count}`;
    const said = { channel: "room", messageId, sequence: 0, total: 1, data };
    return this.#label({ name: CONTROL }, said);
  }

  #repair({ of: channel, from, messageId, sequence }: Repair): void {
    const name = { channel, from, messageId, sequence };
    const frame = this.#lost.find((lost) => isNamed(lost, name));
    if (!frame) return;
    this.#lost = this.#lost.filter((lost) => lost !== frame);
    this.#send({ deliver: [{ frame }] });
  }

  #label({ name }: Pick<Member, "name">, frame: Frame): Frame {
    const offset = this.#offsets.get(frame.channel) ?? 0;
    this.#offsets.set(frame.channel, offset + 1);
    return { ...frame, from: name, offset };
  }

  #send({ deliver, dropped, isCut }: Treated): void {
    for (const delivery of deliver) {
      const text = JSON.stringify(labelled(delivery));
      for (const member of this.#members.values()) member.deliver(text, delivery.afterMs);
    }
    if (dropped) this.#lose(dropped);
    if (isCut) { for (const member of this.#members.values()) member.endSoon(1012, "Cut"); }
  }

  #lose(frame: Frame): void {
    this.#lost = [...this.#lost, frame].slice(-MAX_LOST);
    const note = this.#label({ name: CONTROL }, dropNote(frame, ++this.#count));
    this.#send({ deliver: [{ frame: note }] });
  }

  #tell(member: Member, { rule, message }: FrameError): void {
    const data = JSON.stringify({ type: "error", rule, message });
    const messageId = `error-${++this.#count}`;
    const error: Frame = { channel: CONTROL, messageId, sequence: 0, total: 1, data };
    member.deliver(JSON.stringify(error));
  }

  #refuse(member: Member, error: FrameError): void {
    const { rule } = error;
    this.#tell(member, error);
    if (++member.badFrames < MAX_BAD_FRAMES) return;
    member.endSoon(4400, `${rule}: ${MAX_BAD_FRAMES} bad frames in a row`);
  }
}
