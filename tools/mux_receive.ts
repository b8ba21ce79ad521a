/**
 * Files of a room, written to a folder as they come: a piece at a time, so that a file may be larger
 * than the memory. Only tools/mux.ts uses this.
 *
 * @module
 */

import type { MuxFrame } from "../lib/batch.ts";
import { piecesOf } from "../lib/bulk.ts";
import type { Connection, ReceivedRun } from "../lib/connect.ts";
import { decodeFile } from "../lib/file.ts";
import { Reassembler } from "../lib/protocol.ts";
import type { OwnChannels } from "./mux_own.ts";

/** Files that end alike: more than this and somebody is filling the folder. */
const MAX_NAMESAKES = 1_000;

/** Files that are written at a time. Beyond, the one that began first is given up. */
const MAX_OPEN = 64;

/**
 * Writes each file that others send into `folder`, until the connection is closed. People declare
 * channels for files too.
 */
export async function receiveFiles(
  connection: Connection,
  own: OwnChannels,
  folder: string,
  say: (line: string) => void,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const received = new ReceivedFiles(folder, say);
  connection.onState(({ phase }) => {
    if (phase === "closed") resolve();
  });
  const take = (frame: MuxFrame | ReceivedRun) => {
    if (frame.from === connection.from) return;
    try {
      received.take(frame);
    } catch (error) {
      // A full disk, a folder that is gone: nothing more can be written.
      reject(error);
    }
  };
  const ends = [connection.channel("file").onFrame(take)];
  ends.push(own.each((name) => ends.push(connection.channel(name).onFrame(take))));
  try {
    await promise;
  } finally {
    for (const end of ends) end();
    received.giveUp();
  }
}

/** A file that is not whole yet. */
interface Part {
  readonly name: string;
  readonly path: string;
  readonly file: Deno.FsFile;
  /** The sequence that comes next. */
  next: number;
  bytes: number;
}

class ReceivedFiles {
  readonly #folder: string;
  readonly #say: (line: string) => void;
  readonly #text = new Reassembler({ now: Date.now });
  /** In the order in which they began. */
  readonly #parts = new Map<string, Part>();

  constructor(folder: string, say: (line: string) => void) {
    this.#folder = folder;
    this.#say = say;
  }

  take(frame: MuxFrame | ReceivedRun): void {
    if ("payload" in frame) this.#takeRun(frame);
    else if (frame.number !== undefined) this.#begin(frame);
    else this.#takeText(frame);
  }

  giveUp(): void {
    for (const [key, part] of this.#parts) this.#drop(key, part);
  }

  /** From the plain wire a file is all text. */
  #takeText(frame: MuxFrame): void {
    const { status, message } = this.#text.push(frame);
    const file = status === "complete" && decodeFile(message.text());
    if (!file) return;
    const part = this.#create(file.name);
    this.#write(part, file.bytes);
    this.#finish(part, message!.from);
  }

  /** From `mux.v1` it is a head, and bytes. */
  #begin(head: MuxFrame): void {
    const file = decodeFile(head.data);
    if (!file) return;
    const part = this.#create(file.name);
    if (head.total === 1) return this.#finish(part, head.from);
    for (const [key, first] of this.#parts) {
      if (this.#parts.size < MAX_OPEN) break;
      this.#drop(key, first);
    }
    this.#parts.set(keyOf(head), part);
  }

  #takeRun(run: ReceivedRun): void {
    const key = keyOf(run);
    const part = this.#parts.get(key);
    if (!part) return;
    // The log let go of some of it, and said so: what is left is no file.
    if (run.sequence !== part.next) return this.#drop(key, part);
    this.#write(part, run.payload);
    part.next += piecesOf(run.payload.length);
    if (part.next < run.total) return;
    this.#parts.delete(key);
    this.#finish(part, run.from);
  }

  /** Under a name that says that it is not whole. */
  #create(name: string): Part {
    const [path, file] = createNew(this.#folder, `${name}.part`);
    return { name, path, file, next: 1, bytes: 0 };
  }

  #write(part: Part, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) at += part.file.writeSync(bytes.subarray(at));
    part.bytes += bytes.length;
  }

  /** The name is taken first, then filled: nothing is overwritten, not even in a race. */
  #finish({ name, path, file, bytes }: Part, from: string | undefined): void {
    file.close();
    const [free, reserved] = createNew(this.#folder, name);
    reserved.close();
    Deno.renameSync(path, free);
    this.#say(`Received ${free.slice(this.#folder.length + 1)}: ${bytes} bytes from ${from}`);
  }

  #drop(key: string, { name, path, file }: Part): void {
    this.#parts.delete(key);
    file.close();
    Deno.removeSync(path);
    this.#say(`Gave up ${name}: it did not come whole`);
  }
}

function keyOf({ from, channel, messageId }: MuxFrame | ReceivedRun): string {
  return `${from} ${channel} ${messageId}`;
}

/** Creates a file under its name or, where that is taken, with a number. It overwrites nothing. */
function createNew(folder: string, name: string): [path: string, file: Deno.FsFile] {
  const [, stem, end] = /^(.+?)(\.[^.]*)?$/s.exec(name)!;
  for (let n = 1; n <= MAX_NAMESAKES; n++) {
    const path = `${folder}/${n === 1 ? name : `${stem}-${n}${end ?? ""}`}`;
    try {
      return [path, Deno.openSync(path, { write: true, createNew: true })];
    } catch (error) {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    }
  }
  throw new Deno.errors.AlreadyExists(`There are ${MAX_NAMESAKES} files called ${name}`);
}
