/**
 * What a simulation comes to: the numbers under the picture.
 *
 * @module
 */

import { isBulk, type LoggedFrame, messageKey } from "./log.ts";
import type { Passage } from "./simulate.ts";

/** One message of a simulation, from when it was handed over until its last frame was there. */
export interface Trip {
  readonly channel: string;
  readonly messageId: string;
  readonly asked: number;
  readonly arrived: number;
}

/** The numbers. Times in milliseconds; `undefined` where there was nothing of the kind. */
export interface Figures {
  /** What chat took at most while bulk was on its way. */
  readonly chatMs: number | undefined;
  /** What the longest bulk message took. */
  readonly fileMs: number | undefined;
  /** When the last frame was there. */
  readonly endMs: number;
}

/** Messages in the order in which they were complete. */
export function tripsOf(passages: readonly Passage[]): Trip[] {
  const trips = new Map<string, Trip>();
  for (const { frame, asked, arrived } of passages) {
    const { channel, messageId } = frame;
    const key = messageKey(frame);
    // The last frame to arrive decides, and places the message.
    trips.delete(key);
    trips.set(key, { channel, messageId, asked, arrived });
  }
  return [...trips.values()];
}

/** See {@linkcode Figures}. */
export function figuresOf(passages: readonly Passage[]): Figures {
  const trips = tripsOf(passages);
  const bulk = trips.filter(({ channel }) => isBulk(channel));
  const beside = trips.filter((trip) =>
    trip.channel === "chat" &&
    bulk.some(({ asked, arrived }) => asked <= trip.asked && trip.asked < arrived)
  );
  return {
    chatMs: longest(beside),
    fileMs: longest(bulk),
    endMs: passages.at(-1)?.arrived ?? 0,
  };
}

/** What the passages are as a log, for every view to show. */
export function logOf(passages: readonly Passage[], firstNumber = 1): LoggedFrame[] {
  return passages.map(({ frame, arrived }, n) => ({
    n: firstNumber + n,
    at: arrived,
    direction: "down",
    frame,
  }));
}

function longest(trips: readonly Trip[]): number | undefined {
  return trips.length === 0
    ? undefined
    : Math.max(...trips.map(({ asked, arrived }) => arrived - asked));
}
