/**
 * A server of `mux.v1` as one would first write it: everything in arrays, nothing by itself. Each of
 * its steps is a test's choice, so it can ack late, grant little, and be cut anywhere.
 *
 * @module
 */

import { assert } from "@std/assert";
import { readBatch } from "../../lib/batch.ts";
import { encodeRun, PIECE_BYTES, piecesOf, type Run } from "../../lib/bulk.ts";
import { CLIENT_WORDS } from "../../lib/client_words.ts";
import type { ControlFrame, Grant, Hello, RefusedFrames } from "../../lib/control.ts";
import { ANY_CHANNEL } from "../../lib/parse.ts";
import { type FakeMuxSocket, runsOf, TERMS, welcome } from "./mux.ts";

/** A frame in the log: of text, or a piece of bytes. */
export interface Logged {
  readonly from: string;
  readonly messageId: string;
  readonly sequence: number;
  readonly total: number;
  readonly data: string | Uint8Array;
  /** The room's number of a message in bytes. */
  readonly number: number | undefined;
}

interface Lane {
  accepted: Grant;
  granted: Grant;
  /** All that was ever refused of the session, frame by frame. */
  readonly refused: RefusedFrames[];
  readonly announced: Map<number, { messageId: string; total: number; number: number }>;
}

interface Session {
  readonly token: string;
  readonly from: string;
  readonly lanes: Record<string, Lane>;
}

/** Where a connection reads, and what it granted since its welcome. */
interface Cursor {
  next: number;
  sent: { bytes: number; frames: number };
  granted: Grant;
}

const NAMES = Object.keys(TERMS);
const each = <T>(make: (name: string) => T): Record<string, T> =>
  Object.fromEntries(NAMES.map((name) => [name, make(name)]));

/** See the module's description. */
export class ModelServer {
  readonly logs: Record<string, Logged[]> = each(() => []);
  /** Whether it refuses what comes (E3). */
  isRefusing = false;
  readonly #window: Grant;
  #socket: FakeMuxSocket | undefined;
  #session: Session | undefined;
  #cursors: Record<string, Cursor> = {};
  /** Not said yet. */
  #errors: ControlFrame[] = [];
  #names = 0;
  #numbers = 0;

  /** @param window What it lets a client have outstanding. */
  constructor(window: Grant) {
    this.#window = window;
  }

  /** Takes a new connection. Its hello is read with the first step. */
  accept(socket: FakeMuxSocket): void {
    this.#socket = socket;
    this.#cursors = {};
    this.#errors = [];
    socket.accept();
  }

  /** Forgets who was here. */
  forget(): void {
    this.#session = undefined;
  }

  /** Handles up to `count` messages that the client sent. Returns how many there were. */
  handle(count: number): number {
    const messages = this.#socket!.sent.splice(0, count);
    for (const message of messages) {
      if (typeof message !== "string") runsOf(message).forEach((run) => this.#onRun(run));
      else {
        for (const item of readBatch(message, ANY_CHANNEL, CLIENT_WORDS)) {
          assert(item.kind !== "error", JSON.stringify(item));
          if (item.kind === "control") this.#onControl(item.frame);
          else this.#onText(item.frame);
        }
      }
    }
    return messages.length;
  }

  /** Says what was refused, and acks that and all that is in the logs. */
  ack(): void {
    if (this.#errors.length > 0) this.#socket!.deliver(this.#errors.splice(0));
    this.#say((of, { accepted: { frames } }) => ({ channel: "$", type: "ack", of, frames }));
  }

  /** Lets the client go on for a window. */
  grant(): void {
    this.#say((of, lane) => {
      lane.granted = {
        bytes: lane.accepted.bytes + this.#window.bytes,
        frames: lane.accepted.frames + this.#window.frames,
      };
      return { channel: "$", type: "credit", of, ...lane.granted };
    });
  }

  /** Sends up to `count` frames of each log on to the client, as far as it granted. Returns how many. */
  tell(count: number): number {
    let told = 0;
    for (const [name, cursor] of Object.entries(this.#cursors)) {
      for (let n = 0; n < count && cursor.next < this.logs[name]!.length; n++, told++) {
        const frame = this.logs[name]![cursor.next]!;
        const { bytes, frames } = cursor.sent;
        if (bytes + frame.data.length > cursor.granted.bytes) break;
        if (frames + 1 > cursor.granted.frames) break;
        cursor.sent = { bytes: bytes + frame.data.length, frames: frames + 1 };
        this.#socket!.deliver(encode(name, frame, cursor.next++));
      }
    }
    return told;
  }

  #onControl(frame: ControlFrame): void {
    if (frame.type === "hello") this.#onHello(frame);
    else if (frame.type === "credit") this.#cursors[frame.of]!.granted = frame;
    else if (frame.type === "ack") assert(frame.frames <= this.#cursors[frame.of]!.sent.frames);
  }

  #onHello({ session, read }: Hello): void {
    const resumed = this.#session !== undefined && session === this.#session.token;
    this.#session = resumed ? this.#session! : {
      token: `s${++this.#names}`,
      from: `otter${this.#names}`,
      lanes: each(() => ({
        accepted: { bytes: 0, frames: 0 },
        granted: this.#window,
        refused: [],
        announced: new Map(),
      })),
    };
    const { token, from, lanes } = this.#session;
    this.#cursors = each((name) => ({
      next: read?.[name] as number ?? 0,
      sent: { bytes: 0, frames: 0 },
      granted: { bytes: 65_536, frames: 1_024 },
    }));
    const terms = each((name) => ({
      read: this.#cursors[name]!.next,
      accepted: lanes[name]!.accepted.frames,
      credit: lanes[name]!.granted,
      refused: lanes[name]!.refused,
    }));
    this.#socket!.deliver(welcome({ resumed, session: token, from }, terms));
  }

  #onText({ channel, messageId, sequence, total, data, number }: {
    readonly channel: string;
    readonly messageId: string;
    readonly sequence: number;
    readonly total: number;
    readonly data: string;
    readonly number?: number;
  }): void {
    const known = number === undefined ? undefined : ++this.#numbers;
    if (number !== undefined) {
      this.#lane(channel).announced.set(number, { messageId, total, number: known! });
    }
    this.#append(channel, { messageId, sequence, total, data, number: known });
  }

  #onRun({ channel, message, sequence, payload }: Run): void {
    const name = NAMES[channel]!;
    const known = this.#lane(name).announced.get(message);
    assert(known, `Message ${message} was never announced`);
    for (let n = 0; n < piecesOf(payload.length); n++) {
      const data = payload.slice(n * PIECE_BYTES, (n + 1) * PIECE_BYTES);
      this.#append(name, { ...known, sequence: sequence + n, data });
    }
  }

  #append(name: string, frame: Omit<Logged, "from">): void {
    const lane = this.#lane(name);
    lane.accepted = {
      bytes: lane.accepted.bytes + frame.data.length,
      frames: lane.accepted.frames + 1,
    };
    assert(lane.accepted.bytes <= lane.granted.bytes, "C4: bytes");
    assert(lane.accepted.frames <= lane.granted.frames, "C4: frames");
    if (this.isRefusing) this.#refuse(name, lane, frame.messageId);
    else this.logs[name]!.push({ ...frame, from: this.#session!.from });
  }

  #refuse(of: string, lane: Lane, messageId: string): void {
    const { frames: to } = lane.accepted;
    const why = { rule: "M8", message: "paused" };
    lane.refused.push({ from: to - 1, to, ...why });
    this.#errors.push({ channel: "$", type: "error", ...why, of, messageId });
  }

  #lane(name: string): Lane {
    assert(this.#session, "A frame came before the hello");
    return this.#session.lanes[name]!;
  }

  #say(words: (name: string, lane: Lane) => ControlFrame): void {
    if (!this.#session || Object.keys(this.#cursors).length === 0) return;
    const { lanes } = this.#session;
    this.#socket!.deliver(Object.entries(lanes).map(([name, lane]) => words(name, lane)));
  }
}

function encode(channel: string, frame: Logged, offset: number): object {
  const { data, number, messageId, sequence, total, from } = frame;
  if (typeof data === "string") {
    const numbered = number === undefined ? {} : { number };
    return { channel, messageId, sequence, total, data, from, offset, ...numbered };
  }
  return encodeRun({
    channel: TERMS[channel]!.number,
    message: number!,
    sequence,
    offset,
    payload: data,
  });
}

/** The frames of each message in a log, by sender and id. */
export function messagesOf(log: readonly Logged[]): Map<string, Logged[]> {
  const messages = new Map<string, Logged[]>();
  for (const frame of log) {
    const key = `${frame.from} ${frame.messageId}`;
    const frames = messages.get(key) ?? [];
    // Once and in order: so is what a sender sends, however often it comes back.
    assert(frame.sequence > (frames.at(-1)?.sequence ?? -1), `${key} in the log`);
    frames.push(frame);
    messages.set(key, frames);
  }
  return messages;
}
