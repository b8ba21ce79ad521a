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

/**
 * Says goodbye to everybody in `rooms`, then stops `server`.
 *
 * A shutdown alone waits for ever behind a reader that has stalled; after the closes it does not.
 * Between the two lies one turn of the event loop, or the runtime's own goodbye overtakes ours.
 */
export async function stop(
  server: Deno.HttpServer<Deno.NetAddr>,
  rooms: readonly Closable[],
): Promise<void> {
  for (const room of rooms) {
    room.close(CloseCode.goingAway, "Server is stopping, come back in a moment");
  }
  await new Promise((turn) => setTimeout(turn, 0));
  await server.shutdown();
}
