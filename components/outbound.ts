/**
 * What this person sent and what became of it: lines that wait or failed, files on their way, and
 * how long each line took.
 *
 * @module
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import { type Progress, RefusedError, type Sent, UnsureError } from "../lib/connection.ts";
import { type SmallFile, stopNote } from "../lib/file.ts";
import type { Clock } from "../lib/link.ts";
import { type Delay, Delays } from "./delays.ts";
import type { Line, Outgoing } from "./line.ts";
import { texts } from "./texts/page.ts";

/** A line of chat that the room has not sent back yet. */
export interface PendingLine {
  readonly messageId: string;
  readonly text: string;
  /** Code points per frame. */
  readonly size: number;
  readonly at: number;
  /** Whether some of it left, or why nobody knows what became of it. */
  readonly state: "waiting" | "sending" | { readonly failed: string };
}

/** A file of ours on its way. */
export interface SendingFile {
  readonly messageId: string;
  readonly name: string;
  readonly bytes: number;
  readonly progress: Progress;
  readonly failed?: string;
  /** Sends it once more, from its beginning, where it is still here. */
  readonly again?: () => void;
}

/** What a page before this one left behind, in the same window. */
export interface Kept {
  readonly lines: readonly Pick<PendingLine, "messageId" | "text" | "size">[];
  /** Their bytes were the page's, and went with it. */
  readonly files: readonly Pick<SendingFile, "messageId" | "name" | "bytes">[];
}

/** Text on `file` of fewer frames is gone before anybody could stop it. */
const LONG_FRAMES = 100;

interface FileEntry {
  file: Omit<SendingFile, "progress">;
  readonly sent: Pick<Sent, "progress">;
  /** Takes back what of it did not leave, where some may. */
  readonly stop?: AbortController;
}

/** See the module's description. Signals change with {@linkcode Outbound.paint}. */
export class Outbound {
  readonly #line: Line;
  readonly #clock: Pick<Clock, "now">;
  readonly #lines = new Map<string, { line: PendingLine; sent: Sent }>();
  readonly #files = new Map<string, FileEntry>();
  readonly #delays = new Delays();
  readonly #changed: () => void;
  /** Bulk messages of ours that the room does not have. */
  #moving = 0;
  readonly #pending = signal<readonly PendingLine[]>([]);
  readonly #sending = signal<readonly SendingFile[]>([]);
  readonly #measured = signal<readonly Delay[]>([]);

  /** Since when there is a connection; `Infinity` while there is none. */
  openedAt = Infinity;

  /** Lines on their way, the oldest first. */
  readonly pending: ReadonlySignal<readonly PendingLine[]> = this.#pending;
  readonly sending: ReadonlySignal<readonly SendingFile[]> = this.#sending;
  readonly delays: ReadonlySignal<readonly Delay[]> = this.#measured;

  constructor(line: Line, clock: Pick<Clock, "now">, changed: () => void) {
    this.#line = line;
    this.#clock = clock;
    this.#changed = changed;
  }

  /** Whether something on `file` is on its way. */
  get isMoving(): boolean {
    return this.#moving > 0;
  }

  /** @throws {RangeError} If one of the messages has too many frames. */
  send(messages: readonly Outgoing[]): readonly Sent[] {
    const stop = new AbortController();
    const { signal } = stop;
    const all = this.#line.send(
      messages.map((it) => it.channel === "file" ? { ...it, signal } : it),
    );
    for (const [n, sent] of all.entries()) {
      const { channel, data: text, size } = messages[n]!;
      const isLong = sent.progress.total >= LONG_FRAMES;
      if (channel === "file") this.#watchBulk(sent);
      if (channel === "file" && isLong) {
        const again = () => this.send([messages[n]!]);
        this.#watchFile(sent, { name: texts.send.text, bytes: text.length, again }, stop);
      }
      if (channel === "chat") this.#watchLine(sent, { text, size });
    }
    return all;
  }

  /**
   * Sends lines again, under their own ids: what the room has of them it takes no second time. Of
   * files it can only say that they were not sent.
   */
  sendAgain({ lines, files }: Kept): void {
    this.send(lines.map(({ messageId, text: data, size }) => ({
      ...{ channel: "chat", data, size, messageId },
    })));
    for (const file of files) {
      const sent = { progress: { sent: 0, acked: 0, total: 1 } };
      this.#files.set(file.messageId, { file: { ...file, failed: texts.send.gone }, sent });
    }
  }

  sendFile(file: SmallFile, hash: string | undefined): void {
    const stop = new AbortController();
    const sent = this.#line.sendFile(file, hash, stop.signal);
    this.#watchBulk(sent);
    const again = () => this.sendFile(file, hash);
    this.#watchFile(sent, { name: file.name, bytes: file.bytes.length, again }, stop);
  }

  /** Takes back what of a file did not leave, and tells those who have a part. */
  stop(messageId: string): void {
    const entry = this.#files.get(messageId);
    // It may be over since the button was drawn.
    if (!entry) return;
    const { stop, sent: { progress } } = entry;
    stop?.abort();
    if (progress.sent > 0 && progress.sent < progress.total) {
      this.send([{ channel: "file", data: stopNote(messageId), size: 100 }]);
    }
  }

  /** The room sent a line of ours back: from now on it is one of the conversation. */
  came(messageId: string): void {
    this.#lines.delete(messageId);
  }

  /** Lets go of a line or file that failed. */
  dismiss(messageId: string): void {
    this.#lines.delete(messageId);
    this.#files.delete(messageId);
    this.#changed();
  }

  /** What the room may not have. What left in part may be there. */
  kept(): Kept {
    return {
      lines: [...this.#lines.values()].filter(({ line }) => typeof line.state === "string")
        .map(({ line: { messageId, text, size } }) => ({ messageId, text, size })),
      files: [...this.#files.values()].filter(({ file }) => file.failed === undefined)
        .map(({ file: { messageId, name, bytes } }) => ({ messageId, name, bytes })),
    };
  }

  /** Lets go of lines that the server has, and that will not come back: the room was cleared. */
  clear(): void {
    for (const [messageId, { sent: { progress } }] of this.#lines) {
      if (progress.acked === progress.total) this.#lines.delete(messageId);
    }
  }

  paint(): void {
    for (const entry of this.#lines.values()) {
      const { line, sent } = entry;
      if (line.state === "waiting" && sent.progress.sent > 0) {
        entry.line = { ...line, state: "sending" };
      }
    }
    const lines = [...this.#lines.values()].map(({ line }) => line);
    if (!isSame(lines, this.#pending.peek())) this.#pending.value = lines;
    if (this.#files.size + this.#sending.peek().length > 0) {
      this.#sending.value = [...this.#files.values()].map(({ file, sent }) => ({
        ...file,
        progress: sent.progress,
      }));
    }
    this.#measured.value = this.#delays.all;
  }

  #watchBulk(sent: Sent): void {
    this.#moving++;
    const done = () => {
      this.#moving--;
      this.#changed();
    };
    sent.acked.then(done, done);
  }

  #watchFile(
    sent: Sent,
    file: Pick<SendingFile, "name" | "bytes" | "again">,
    stop: AbortController,
  ): void {
    const { messageId } = sent;
    const entry: FileEntry = { file: { messageId, ...file }, sent, stop };
    this.#files.set(messageId, entry);
    sent.acked.then(() => this.#files.delete(messageId), (error: Error) => {
      entry.file = {
        ...entry.file,
        failed: stop.signal.aborted ? texts.send.stopped : whyNotSent(error),
      };
    }).then(this.#changed);
  }

  #watchLine(sent: Sent, { text, size }: { text: string; size: number }): void {
    const { messageId } = sent;
    const at = this.#clock.now();
    const order = this.#line.order;
    const isBeside = this.isMoving;
    const isHeld = this.#line.pace === Infinity;
    this.#lines.set(messageId, { line: { messageId, text, size, at, state: "waiting" }, sent });
    sent.acked.then(() => {
      const now = this.#clock.now();
      // A line that somebody held, or that had no connection, tells nothing of who goes next.
      if (!isHeld && at >= this.openedAt) {
        this.#delays.add({ at: now, ms: now - at, isBeside, order });
      }
    }, (error: Error) => {
      const entry = this.#lines.get(messageId);
      if (entry) entry.line = { ...entry.line, state: { failed: whyNotSent(error) } };
    }).then(this.#changed);
  }
}

/** To whoever wrote the line or chose the file, who reads no rules. */
function whyNotSent(error: Error): string {
  if (error instanceof RefusedError) return texts.send.refused(error.reason);
  return error instanceof UnsureError ? texts.send.unsure : texts.send.closed;
}

function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, n) => value === b[n]);
}
