/**
 * One connection as the page sees it: what goes out, what came in, and signals of both. The views
 * are functions of these signals; socket, clock and randomness are handed in.
 *
 * @module
 */

import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { CONTROL } from "../lib/channels.ts";
import { encodeFile, type SmallFile } from "../lib/file.ts";
import { type Clock, Link, type LinkState, type Socket } from "../lib/link.ts";
import { Outbox } from "../lib/outbox.ts";
import { ANY_CHANNEL, parseFrame } from "../lib/parse.ts";
import { type Frame, split } from "../lib/protocol.ts";
import { Watch } from "./watch.ts";
import { type ChatLine, Demux, type Person, type ReceivedFile, type Row } from "./demux.ts";

/** Frames that the page keeps of the wire. */
export const LOG_LENGTH = 500;

/** Code points per frame of a real file: at 4 a megabyte would be 350,000 frames. */
export const FILE_PIECE = 8_192;

/** A sign of typing is sent at most this often, in milliseconds: oftener than it is forgotten. */
const TYPING_EVERY_MS = 2_000;

/** One frame on the wire, as it was seen here. */
export interface LoggedFrame {
  /** Counts from 1 for this page. */
  readonly n: number;
  /** By the page's clock, in milliseconds. */
  readonly at: number;
  readonly direction: "up" | "down";
  readonly frame: Frame;
}

/** What to send: one message of one channel. */
export interface Outgoing {
  readonly channel: string;
  readonly data: string;
  /** Code points per frame, where it is not the chunk size of the page. */
  readonly size?: number;
}

/** What a session is made of. */
export interface SessionOptions {
  readonly connect: () => Socket;
  readonly clock: Clock;
  readonly random: () => number;
  /** Runs `task` before the next picture is drawn: views change once a picture, not once a frame. */
  readonly beforePaint: (task: () => void) => void;
}

/** See the module's description. Create it anywhere, {@linkcode Session.open} it in a browser. */
export class Session {
  readonly #options: SessionOptions;
  readonly #link: Link;
  readonly #outbox: Outbox;
  readonly #demux: Demux;
  readonly #state = signal<LinkState>({ phase: "connecting", attempt: 1 });
  readonly #me = signal<string | undefined>(undefined);
  readonly #notice = signal("");
  readonly #waiting = signal(0);
  readonly #paused = signal(false);
  readonly #unseen = signal(0);
  readonly #frames = signal<readonly LoggedFrame[]>([]);
  readonly #rows = signal<readonly Row[]>([]);
  readonly #chat = signal<readonly ChatLine[]>([]);
  readonly #people = signal<readonly Person[]>([]);
  readonly #typing = signal<readonly string[]>([]);
  readonly #files = signal<readonly ReceivedFile[]>([]);
  readonly #watches = new Set<Watch>();
  #fresh: LoggedFrame[] = [];
  #count = 0;
  #messages = 0;
  #hello = "";
  #typedAt = -Infinity;
  #paintDue = false;

  readonly state: ReadonlySignal<LinkState> = this.#state;
  /** The sender that this connection is to the room, once the room has said so. */
  readonly me: ReadonlySignal<string | undefined> = this.#me;
  /** What a person should know now: a refused frame, frames that were not sent. */
  readonly notice: ReadonlySignal<string> = this.#notice;
  /** Frames of ours that wait for their turn. */
  readonly waiting: ReadonlySignal<number> = this.#waiting;
  /** Whether the views of the wire stand still. What comes meanwhile is kept, up to a bound. */
  readonly paused: ReadonlySignal<boolean> = this.#paused;
  /** Frames that came while the views stood still. */
  readonly unseen: ReadonlySignal<number> = this.#unseen;
  /** The last frames on the wire, oldest first. */
  readonly frames: ReadonlySignal<readonly LoggedFrame[]> = this.#frames;
  readonly rows: ReadonlySignal<readonly Row[]> = this.#rows;
  readonly chat: ReadonlySignal<readonly ChatLine[]> = this.#chat;
  readonly people: ReadonlySignal<readonly Person[]> = this.#people;
  readonly typing: ReadonlySignal<readonly string[]> = this.#typing;
  readonly files: ReadonlySignal<readonly ReceivedFile[]> = this.#files;

  /** Code points per frame, for everything but real files. */
  readonly chunkSize: Signal<number> = signal(4);
  /** Milliseconds from one frame to the next: 0 is as fast as the socket takes them. */
  readonly pace: Signal<number> = signal(0);
  /** What this person says of themselves. */
  readonly presence: Signal<"online" | "away"> = signal("online");

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#demux = new Demux(options.clock);
    this.#link = new Link({
      ...options,
      onState: (state) => this.#onState(state),
      onMessage: (data) => this.#onMessage(data),
    });
    this.#outbox = new Outbox({
      clock: options.clock,
      send: (frame) => {
        this.#link.send(JSON.stringify(frame));
        this.#log("up", frame);
      },
      buffered: () => this.#state.value.phase === "open" ? this.#link.bufferedAmount : undefined,
      pace: () => this.pace.value,
    });
  }

  open(): void {
    this.#link.open();
  }

  close(): void {
    this.#link.close();
  }

  /** Stops or resumes the views of the wire. Chat and people go on. */
  pause(paused: boolean): void {
    this.#paused.value = paused;
    this.#paintSoon();
  }

  dismissNotice(): void {
    this.#notice.value = "";
  }

  /**
   * Sends messages of any channels together: their frames take turns on the wire.
   *
   * @returns Whether they are on their way. If not, nothing was sent: there is no connection, or one
   * of the messages needs too many frames, and the notice says so.
   */
  send(...messages: readonly Outgoing[]): boolean {
    return this.#send(messages) !== undefined;
  }

  /** The same, and hands over the frames as they came back: all, or those that came before a silence. */
  sendAndWatch(
    messages: readonly Outgoing[],
    done: (frames: readonly Frame[]) => void,
  ): boolean {
    const sent = this.#send(messages);
    if (!sent) return false;
    const totals = new Map(sent.map((frames) => [frames[0]!.messageId, frames.length]));
    const watch = new Watch(totals, this.#options.clock, (frames) => {
      this.#watches.delete(watch);
      done(frames);
    });
    this.#watches.add(watch);
    return true;
  }

  /** Sends a real file, in larger pieces than the chunk size. */
  sendFile(file: SmallFile): boolean {
    return this.send({ channel: "file", data: encodeFile(file), size: FILE_PIECE });
  }

  /** Says whether this person is at the screen. */
  setPresence(state: "online" | "away"): void {
    this.presence.value = state;
    this.send({ channel: "presence", data: state });
  }

  /** Tells the room that somebody is writing here, but not with every key. */
  sendTyping(): void {
    const now = this.#options.clock.now();
    if (now - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = now;
    this.send({ channel: "typing", data: "on" });
  }

  /** To be called every second or so: lets go of what the clock says is over. */
  tick(): void {
    this.#demux.expire();
    this.#paintSoon();
  }

  #send(messages: readonly Outgoing[]): Frame[][] | undefined {
    if (this.#state.value.phase !== "open") return undefined;
    try {
      const cut = messages.map(({ channel, data, size = this.chunkSize.value }) =>
        split({ channel, data, messageId: `${channel}-${++this.#messages}` }, size)
      );
      this.#outbox.add(...cut);
      // A line ends the typing that led to it, so the next key is news.
      if (messages.some(({ channel }) => channel === "chat")) this.#typedAt = -Infinity;
      this.#paintSoon();
      return cut;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#notice.value = error.message;
    }
  }

  #onState(state: LinkState): void {
    this.#state.value = state;
    if (state.phase === "open") return this.#announce();
    const dropped = this.#outbox.clear();
    if (dropped > 0) this.#notice.value = `The connection ended: ${dropped} frames were not sent`;
    this.#me.value = undefined;
    this.#demux.forgetPeople();
    this.#paintSoon();
  }

  /**
   * Says hello to the room. The id is not to be guessed, so the echo that carries it tells this page
   * which sender it is.
   */
  #announce(): void {
    this.#hello = `hello-${Math.floor(this.#options.random() * 2 ** 48).toString(36)}`;
    this.#typedAt = -Infinity;
    const message = { channel: "presence", messageId: this.#hello, data: this.presence.value };
    this.#outbox.add(split(message, this.chunkSize.value));
  }

  #onMessage(data: unknown): void {
    const result = parseFrame(data, ANY_CHANNEL);
    if (!result.ok) {
      this.#notice.value =
        `The server sent a bad frame (${result.error.rule}): ${result.error.message}`;
      return;
    }
    const { frame } = result;
    this.#log("down", frame);
    if (frame.channel === CONTROL) {
      this.#notice.value = describeError(frame);
      return;
    }
    // The first one counts: by then the others know the id, and could repeat it.
    if (frame.messageId === this.#hello) this.#me.value ??= frame.from;
    if (frame.from === this.#me.value) { for (const watch of this.#watches) watch.push(frame); }
    const pushed = this.#demux.push(frame);
    if (pushed.status === "conflict" || pushed.status === "refused") {
      this.#notice.value = `A frame from ${frame.from} was not used: ${pushed.reason}`;
    }
  }

  #log(direction: "up" | "down", frame: Frame): void {
    this.#fresh.push({ n: ++this.#count, at: this.#options.clock.now(), direction, frame });
    // A page in the background draws no pictures, and a view can stand still for an hour.
    if (this.#fresh.length > 2 * LOG_LENGTH) this.#fresh.splice(0, LOG_LENGTH);
    this.#paintSoon();
  }

  #paintSoon(): void {
    if (this.#paintDue) return;
    this.#paintDue = true;
    this.#options.beforePaint(() => {
      this.#paintDue = false;
      this.#paint();
    });
  }

  #paint(): void {
    if (!this.#paused.value) {
      if (this.#fresh.length > 0) {
        this.#frames.value = [...this.#frames.value, ...this.#fresh].slice(-LOG_LENGTH);
        this.#fresh = [];
      }
      this.#rows.value = this.#demux.rows();
    }
    this.#unseen.value = this.#fresh.length;
    this.#waiting.value = this.#outbox.waiting;
    this.#chat.value = this.#demux.chat;
    this.#files.value = this.#demux.files;
    this.#people.value = this.#demux.people();
    this.#typing.value = this.#demux.typing();
  }
}

/** What a `$` frame says, in words. */
function describeError({ data }: Frame): string {
  try {
    const { rule, message } = JSON.parse(data);
    return `The server refused a frame (${rule}): ${message}`;
  } catch {
    return `The server says: ${data.slice(0, 200)}`;
  }
}
