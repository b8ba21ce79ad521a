/**
 * A class of one: a room in memory, and two simulated classmates in it. The page's socket to it is
 * like any other, so nothing of the page knows that there is no server.
 *
 * @module
 */

import type { FaultRule } from "../../lib/faults.ts";
import type { Clock, Socket } from "../../lib/link.ts";
import { randomOf } from "./random.ts";
import { SoloHub } from "./solo_hub.ts";
import { Mate } from "./solo_mate.ts";

/** Who the page is in its own room, and who else is there. */
export const SOLO_NAMES = { me: "otter", mates: ["robin", "wren"] } as const;

/** What a solo room is made of. */
export interface SoloOptions {
  readonly clock: Clock;
  /** The same seed gives the same small talk, if the page does the same. */
  readonly seed: number;
}

/** A room with classmates in it. */
export interface Solo {
  /**
   * A socket: hand it to a link as `connect`.
   *
   * @param name Who it is, where it is not the page itself.
   */
  connect(name?: string): Socket;
  /** Asks the hub for faults, instead of those before. */
  inject(rules: readonly FaultRule[]): void;
  /** The classmates leave. */
  stop(): void;
}

/** Opens a room. The classmates come at once. */
export function startSolo({ clock, seed }: SoloOptions): Solo {
  const hub = new SoloHub({ clock, random: randomOf(seed) });
  const mates = SOLO_NAMES.mates.map((name, n) =>
    new Mate({
      connect: () => hub.connect(name),
      clock,
      random: randomOf(seed + n + 1),
      first: n === 0 ? "file" : "chat",
    })
  );
  return {
    connect: (name = SOLO_NAMES.me) => hub.connect(name),
    inject: (rules) => hub.faults.rules = rules,
    stop: () => mates.forEach((mate) => mate.stop()),
  };
}
