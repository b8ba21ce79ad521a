/**
 * Starts the room of somebody who is alone: in a worker, or in the page where none can start.
 *
 * @module
 */

import type { SoloRoom } from "./solo_worker.ts";

/** See the module's description. It fails where not even the code of the room can be loaded. */
export async function startRoom(): Promise<SoloRoom<MessagePort>> {
  const { place, openRoom } = await import("./solo_worker.ts");
  return await inWorker(place).catch(openRoom);
}

/**
 * Fails in old browsers, whose workers are no modules, and where a policy forbids workers. Without a
 * network it may, too: what is kept then is the page's, and a worker is not asked for by the page.
 */
function inWorker(place: string): Promise<SoloRoom<MessagePort>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(place, { type: "module", name: "classmates" });
    worker.onerror = reject;
    worker.onmessage = () =>
      resolve({
        take: (port, name) => worker.postMessage(name, [port]),
        stop: () => worker.terminate(),
      });
  });
}
