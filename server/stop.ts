/**
 * Stopping in order, so that everybody is told and nobody can hold it up.
 *
 * @module
 */

import { CloseCode } from "./closing.ts";

/** What has connections to end: the lobby, and all classrooms together. */
export interface Closable {
  close(code: number, reason: string): void;
}

/** When to come back, in seconds: a restart takes less. */
export const COME_BACK_S = 2;

/**
 * Says goodbye to everybody in `rooms`, then stops `server`.
 *
 * A shutdown alone waits for ever behind a reader that has stalled; after the closes it does not.
 * Between the two lies one turn of the event loop, or the runtime's own goodbye overtakes ours.
 *
 * @param flush Writes down what is only in memory, once nobody can say more.
 */
export async function stop(
  server: Deno.HttpServer<Deno.NetAddr>,
  rooms: readonly Closable[],
  flush: () => void = () => {},
): Promise<void> {
  for (const room of rooms) {
    room.close(CloseCode.goingAway, `Server is stopping, come back in ${COME_BACK_S} s`);
  }
  await new Promise((turn) => setTimeout(turn, 0));
  flush();
  await server.shutdown();
}
