/**
 * The room of somebody who is alone, and the classmates in it, for a worker: there this module starts
 * by itself.
 *
 * The page loads it too, by `import()`, so that it becomes a file of its own. That file knows where it
 * is, so nothing in the build has to know of workers, and no address is made up. And where no worker
 * can start, the page runs the room.
 *
 * @module
 */

import { systemClock } from "../../lib/clock.ts";
import { startSolo } from "./solo.ts";
import { type Port, serve } from "./solo_port.ts";

/** A room that runs somewhere. */
export interface SoloRoom<P extends Port = Port> {
  /**
   * Takes the room's end of a connection.
   *
   * @param name Who it is, where it is not the page itself.
   */
  take(port: P, name?: string): void;
  /** Ends it, with all that are in it. */
  stop(): void;
}

/** Where this module is. */
export const place = import.meta.url;

/** Opens a room in this thread. */
export function openRoom(): SoloRoom {
  const solo = startSolo({ clock: systemClock, seed: Math.floor(Math.random() * 2 ** 32) });
  return {
    take: (port, name) => serve(port, () => solo.connect(name)),
    stop: () => solo.stop(),
  };
}

if ("WorkerGlobalScope" in globalThis) {
  const room = openRoom();
  addEventListener("message", ({ data, ports: [port] }) => room.take(port!, data));
  // Whoever started it waits for a first word: a worker that cannot run says nothing.
  postMessage("ready");
}
