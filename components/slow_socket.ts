/**
 * A line between this page and its socket that is as slow as one likes: what is sent queues up for
 * its bandwidth, and then takes its delay. Only what this page sends is slowed.
 *
 * @module
 */

import type { Clock, Socket } from "../lib/link.ts";

/** How slow. */
export interface LineSpeed {
  /** Bits a second; 0 is no limit. */
  readonly bandwidth: number;
  /** Milliseconds from here to there. */
  readonly delay: number;
}

/** What each message costs beside its own bytes: the WebSocket's header and TCP's. */
const OVERHEAD_BYTES = 46;

/** Puts a slow line before a socket. `speed` is asked for each message, so it may change. */
export function slowed<Data extends string | Uint8Array<ArrayBuffer>>(
  socket: Socket<Data>,
  clock: Clock,
  speed: () => LineSpeed,
): Socket<Data> {
  let freeAt = -Infinity;
  let arrivedAt = -Infinity;
  let queued = 0;
  /** Timers are not exact, so each one only says that the next message is there. */
  const onItsWay: Data[] = [];
  const slow: Socket<Data> = {
    get bufferedAmount() {
      return queued + socket.bufferedAmount;
    },
    onopen: null,
    onmessage: null,
    onclose: null,
    send(data) {
      const { bandwidth, delay } = speed();
      const now = clock.now();
      const bytes = data.length + OVERHEAD_BYTES;
      const isFree = freeAt <= now && arrivedAt <= now;
      if (isFree && bandwidth === 0 && delay === 0) return socket.send(data);
      freeAt = Math.max(now, freeAt) + (bandwidth > 0 ? bytes * 8_000 / bandwidth : 0);
      // A shorter delay than before overtakes nothing.
      arrivedAt = Math.max(arrivedAt, freeAt + delay);
      queued += bytes;
      clock.after(freeAt - now, () => queued -= bytes);
      onItsWay.push(data);
      clock.after(arrivedAt - now, () => socket.send(onItsWay.shift()!));
    },
    close: (code, reason) => socket.close(code, reason),
  };
  socket.onopen = (event) => slow.onopen?.(event);
  socket.onmessage = (event) => slow.onmessage?.(event);
  socket.onclose = (event) => slow.onclose?.(event);
  return slow;
}
