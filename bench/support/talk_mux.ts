/**
 * Chat and a file over one connection of lib/connect.ts, as any program would use it.
 *
 * @module
 */

import { systemClock } from "../../lib/clock.ts";
import { setImmediate } from "node:timers";
import { PIECE_BYTES } from "../../lib/bulk.ts";
import { connect, webSocket } from "../../lib/connect.ts";
import { loadPeer } from "./peers.ts";
import type { Listener, Talker } from "./talk.ts";

/** Joins the room at `url`. */
export async function talkMux(url: string, listener: Listener): Promise<Talker> {
  const { WebSocket } = await loadPeer("ws");
  const connection = connect({
    // As a browser's: Deno's own client leaves Nagle's algorithm on, see talk.ts.
    socket: webSocket(url, WebSocket),
    clock: systemClock,
    random: Math.random,
    // As the peers' servers, which send no file back to its sender.
    ...!listener.onPart && { read: { file: "none" } },
    schedule: (task) => setImmediate(task),
  });
  connection.onTrouble((trouble) => console.error(JSON.stringify(trouble)));
  connection.channel("chat").onMessage(({ text }) => listener.onLine(text));
  connection.channel("file").onFrame((frame) => {
    if (!("payload" in frame)) return;
    listener.onPart?.((frame.sequence - 1) * PIECE_BYTES, frame.payload.length);
  });
  await new Promise<void>((resolve) => {
    if (connection.state.phase === "open") return resolve();
    const stop = connection.onState(({ phase }) => {
      if (phase !== "open") return;
      stop();
      resolve();
    });
  });
  return {
    say: (line) => void connection.channel("chat").send(line),
    sendFile: (bytes) => void connection.channel("file").sendBytes("bench", bytes),
    close: () => connection.close(),
  };
}
