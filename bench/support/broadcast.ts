/**
 * Load for fan-out: a class of subscribers, of whom one publishes and keeps so many texts in flight.
 *
 * @module
 */

import { join } from "./dialect.ts";
import type { Host } from "./host.ts";

/** What one round is. */
export interface Round {
  readonly subscribers: number;
  readonly inFlight: number;
  readonly seconds: number;
  /** Bytes of one text. */
  readonly bytes: number;
}

/** What one round showed. */
export interface Result {
  /** The server's CPU microseconds for each text that reached one subscriber. */
  readonly cpu: number;
  /** Deliveries each second. */
  readonly rate: number;
  /** Milliseconds from publishing to reading, of every delivery. */
  readonly latencies: number[];
}

/** What is not counted: the first turns fill caches and let the compiler work. */
const WARM_UP_MS = 500;
/** Enough for a median. */
const MAX_LATENCIES = 200_000;

/** Runs one round. */
export async function broadcast(mode: string, server: Host, round: Round): Promise<Result> {
  const text = "x".repeat(round.bytes);
  const sentAt: number[] = [];
  const latencies: number[] = [];
  let deliveries = 0, ended = false, measuring = false;

  const subscribe = (onTexts: (count: number) => void) => {
    let taken = 0;
    return join(mode, server.url, {
      onTexts(count) {
        const now = performance.now();
        deliveries += count;
        for (let n = 0; n < count; n++) {
          const at = sentAt[taken++];
          if (measuring && latencies.length < MAX_LATENCIES && at !== undefined) {
            latencies.push(now - at);
          }
        }
        onTexts(count);
      },
      onClose(code, reason) {
        if (!ended) throw new Error(`${mode} closed a subscriber: ${code} ${reason}`);
      },
    });
  };
  const others = [];
  for (let n = 1; n < round.subscribers; n++) others.push(await subscribe(() => {}));
  // Joins last, so that its own copy is the last to be sent: then all have theirs or are about to.
  const publisher = await subscribe((count) => publish(count));
  const publish = (count: number) => {
    if (ended) return;
    for (let n = 0; n < count; n++) sentAt.push(performance.now());
    publisher.publish(Array.from({ length: count }, () => text));
  };

  publish(round.inFlight);
  await wait(WARM_UP_MS);
  const before = await server.usage(), begun = performance.now(), had = deliveries;
  measuring = true;
  await wait(round.seconds * 1000);
  measuring = false;
  const made = deliveries - had, took = performance.now() - begun;
  const after = await server.usage();
  ended = true;
  for (const peer of [...others, publisher]) peer.close();
  return { cpu: (after.cpu - before.cpu) / made, rate: made / took * 1000, latencies };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
