/**
 * A file of a disk as a message in bytes. Only tools/mux.ts uses this.
 *
 * @module
 */

import type { Connection } from "../lib/connect.ts";
import { encodeFile } from "../lib/file.ts";

/** Sends a file, and returns once the server has all of it, with what to say about that. */
export async function sendFile(connection: Connection, path: string): Promise<string> {
  const bytes = await Deno.readFile(path);
  const name = path.split(/[/\\]/).at(-1)!;
  const began = performance.now();
  await connection.channel("file").sendBytes(headOf(name), bytes).acked;
  const seconds = (performance.now() - began) / 1_000;
  const rate = bytes.length / 1e6 / seconds;
  return `Sent ${name}: ${bytes.length} bytes in ${seconds.toFixed(2)} s, ${rate.toFixed(1)} MB/s`;
}

/** What comes before the bytes: joined with their base64 it is the data URL of lib/file.ts (B7). */
function headOf(name: string): string {
  return encodeFile({ name, type: "application/octet-stream", bytes: new Uint8Array() });
}
