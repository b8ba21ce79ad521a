/**
 * Channels that people in a room declare, and take away again (M21, M22). What is so is told on `room`
 * and begins from there after a restart.
 *
 * @module
 */

import type { Declare } from "../lib/commands.ts";
import type { ChannelClass } from "../lib/channels.ts";
import { clashOf, type OwnChannel, readOwnChannels } from "../lib/own_channels.ts";
import { latestOf } from "./bulletin.ts";
import { MAX_OWN_NAMES } from "./limits.ts";
import type { Refusal } from "./refusal.ts";
import type { RoomChannel } from "./turn.ts";

/** What they are made of. */
export interface OwnChannelsOptions {
  /** How many there may be at a time. */
  readonly limit: number;
  /** Where the room says how it is set. */
  readonly room: RoomChannel;
  readonly now: () => number;
  /** Opens a channel's log, and gives it to all who read. */
  readonly open: (name: string, kind: ChannelClass) => RoomChannel;
  /** A channel is there again. */
  readonly reopened: () => void;
}

interface Entry {
  readonly channel: RoomChannel;
  /** Absent: it was taken away. The log stays, so that its offsets go on if it comes back. */
  design: OwnChannel | undefined;
  /** When it was declared, or somebody spoke on it last. */
  usedAt: number;
}

/** See the module's description. */
export class OwnChannels {
  readonly #options: OwnChannelsOptions;
  /** A map: names come from people. */
  readonly #entries = new Map<string, Entry>();

  /** Tells everybody what there is now. */
  tell: (channels: readonly OwnChannel[]) => void = () => {};

  /** Goes on with those that the room said last. */
  constructor(options: OwnChannelsOptions) {
    this.#options = options;
    for (const { text } of latestOf(options.room)) {
      const { channels } = JSON.parse(JSON.parse(text).data);
      for (const design of readOwnChannels(channels)) this.#open(design);
    }
  }

  /** Those that there are, the oldest first. */
  get list(): readonly OwnChannel[] {
    return [...this.#entries.values()].flatMap(({ design }) => design ?? []);
  }

  /** Whether there was such a channel, and is none now. */
  isGone(name: string): boolean {
    const entry = this.#entries.get(name);
    return entry !== undefined && !entry.design;
  }

  /** Somebody spoke on a channel, which may be one of these. */
  used(name: string): void {
    const entry = this.#entries.get(name);
    if (entry) entry.usedAt = this.#options.now();
  }

  /**
   * Declares one, or says why not.
   *
   * @param idleMs After so long a silence one gives way where there is no room. Default: never.
   */
  declare(by: string, command: Declare, idleMs = Infinity): Refusal | undefined {
    const { name, letter, shape, colour, class: kind = "interactive" } = command;
    const refusal = this.#obstacle(command, kind) ?? this.#makeRoom(idleMs);
    if (refusal) return refusal;
    this.#open({ name, letter, shape, colour, class: kind, by });
    this.tell(this.list);
  }

  /** Takes one away, with all that was said on it, or says why not. */
  withdraw(name: string, mayTake: (by: string) => boolean): Refusal | undefined {
    const design = this.#entries.get(name)?.design;
    if (!design) return { rule: "M22", message: `there is no channel ${name}` };
    if (!mayTake(design.by)) return { rule: "M22", message: `${name} is somebody else's` };
    this.#take(name);
    this.tell(this.list);
  }

  #obstacle(command: Declare, kind: ChannelClass): Refusal | undefined {
    const { name } = command;
    const known = this.#entries.get(name);
    const clash = clashOf(command, this.list);
    const wrong = clash !== undefined
      ? clash
      : known && known.channel.class !== kind
      ? `${name} was ${known.channel.class} here, and stays so`
      : !known && this.#entries.size >= MAX_OWN_NAMES
      ? `there were ${MAX_OWN_NAMES} names here already: take one of those`
      : undefined;
    return wrong === undefined ? undefined : { rule: "M21", message: wrong };
  }

  #makeRoom(idleMs: number): Refusal | undefined {
    const { limit, now } = this.#options;
    const here = [...this.#entries].filter(([, { design }]) => design);
    if (here.length < limit) return undefined;
    const [idlest] = here.sort(([, a], [, b]) => a.usedAt - b.usedAt);
    const message = `there are ${here.length} channels of the people's own already`;
    if (!idlest || idleMs === Infinity) return { rule: "M21", message };
    const retryAfter = idlest[1].usedAt + idleMs - now();
    if (retryAfter > 0) return { rule: "M21", message, retryAfter };
    this.#take(idlest[0]);
  }

  #open(design: OwnChannel): void {
    const { open, reopened, now } = this.#options;
    const known = this.#entries.get(design.name);
    // Behind all others: it is the newest.
    this.#entries.delete(design.name);
    const channel = known?.channel ?? open(design.name, design.class);
    this.#entries.set(design.name, { channel, design, usedAt: now() });
    if (known) reopened();
  }

  #take(name: string): void {
    const entry = this.#entries.get(name)!;
    entry.design = undefined;
    entry.channel.log.clear();
  }
}
