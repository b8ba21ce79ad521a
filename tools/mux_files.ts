/**
 * Files of a disk as messages in bytes, and back. Only tools/mux.ts uses this.
 *
 * @module
 */

import type { Connection, Received } from "../lib/connect.ts";
import { decodeFile, encodeFile } from "../lib/file.ts";

/** Files that end alike: more than this and somebody is filling the folder. */
const MAX_NAMESAKES = 1_000;

interface NamedBytes {
  /** Safe: lib/file.ts has seen to that. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

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

/** Writes each file that others send into `folder`, until the connection ends. */
export async function receiveFiles(
  connection: Connection,
  folder: string,
  say: (line: string) => void,
): Promise<void> {
  for await (const message of connection.channel("file")) {
    const file = fileOf(message);
    if (!file || message.from === connection.from) continue;
    const name = await writeNew(folder, file);
    say(`Received ${name}: ${file.bytes.length} bytes from ${message.from}`);
  }
}

/** From the plain wire a file is all text, from `mux.v1` a head and bytes. */
function fileOf({ text, bytes }: Received): NamedBytes | undefined {
  const file = decodeFile(text);
  return file && { name: file.name, bytes: bytes ?? file.bytes };
}

/** Writes a new file under its name or, where that is taken, with a number. It overwrites nothing. */
async function writeNew(folder: string, { name, bytes }: NamedBytes): Promise<string> {
  const [, stem, end] = /^(.+?)(\.[^.]*)?$/s.exec(name)!;
  for (let n = 1; n <= MAX_NAMESAKES; n++) {
    const free = n === 1 ? name : `${stem}-${n}${end ?? ""}`;
    try {
      await Deno.writeFile(`${folder}/${free}`, bytes, { createNew: true });
      return free;
    } catch (error) {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    }
  }
  throw new Deno.errors.AlreadyExists(`There are ${MAX_NAMESAKES} files called ${name}`);
}
