/**
 * A simulation as one call, and what is read from it.
 *
 * @module
 */

import { Link, type LinkOptions } from "./link.ts";
import { Rival } from "./rival.ts";
import { type Sample, Sender, type SenderOptions } from "./sender.ts";
import { randomOf } from "../../components/lab/random.ts";
import { Timeline } from "./timeline.ts";

/** What happens in a simulation. Times in milliseconds. */
export interface Scene {
  readonly link: LinkOptions;
  readonly senders: readonly SenderOptions[];
  readonly rival?: { readonly startsAt: number; readonly stopsAt: number };
  readonly lastsMs: number;
  readonly seed?: number;
}

/** Plays a scene and returns its senders, with what they saw. */
export function play({ link, senders, rival, lastsMs, seed = 1 }: Scene): Sender[] {
  const timeline = new Timeline();
  const line = new Link(timeline, randomOf(seed), link);
  const ends = senders.map((options) => new Sender(timeline, line, options));
  if (rival) new Rival(timeline, line, rival.startsAt, rival.stopsAt);
  timeline.runUntil(lastsMs);
  return ends;
}

/** Bytes of the file that arrived from one time to another, per millisecond. */
export function rateOf(sender: Sender, from: number, to: number): number {
  const bytes = sender.arrived.reduce(
    (sum, { at, value }) => at >= from && at < to ? sum + value : sum,
    0,
  );
  return bytes / (to - from);
}

/** How much of the line's bits were bytes of files. */
export function utilisation(
  senders: Sender[],
  link: LinkOptions,
  from: number,
  to: number,
): number {
  return senders.reduce((sum, sender) => sum + rateOf(sender, from, to), 0) / (link.mbits * 125);
}

/** Milliseconds that all but one in a hundred lines took at most; `part` for another share. */
export function latency(senders: Sender[], from: number, to: number, part = 0.99): number {
  return quantile(senders.flatMap(({ lines }) => within(lines, from, to)), part);
}

/** Jain's index of what each sender got: 1 if all got the same, 1/n if one got all. */
export function fairness(senders: Sender[], from: number, to: number): number {
  const rates = senders.map((sender) => rateOf(sender, from, to));
  const sum = rates.reduce((a, b) => a + b, 0);
  return sum * sum / (rates.length * rates.reduce((a, b) => a + b * b, 0));
}

function within(samples: Sample[], from: number, to: number): number[] {
  return samples.filter(({ at }) => at >= from && at < to).map(({ value }) => value);
}

function quantile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? NaN;
}
