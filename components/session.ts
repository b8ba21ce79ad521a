/**
 * One connection as the page sees it: what goes out, what came in, and signals of both. The views
 * are functions of these signals; the line, the clock and chance are handed in.
 *
 * @module
 */

import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { CONTROL } from "../lib/channels.ts";
import type { Command, Reports } from "../lib/commands.ts";
import type { Sent } from "../lib/connection.ts";
import type { SmallFile } from "../lib/file.ts";
import type { Clock, LinkState } from "../lib/link.ts";
import type { Frame } from "../lib/protocol.ts";
import type { Order } from "../lib/scheduler.ts";
import type { Direction, WireItem } from "../lib/tap.ts";
import { type Classroom, isClearedNow, learn, learnNames, NO_CLASSROOM } from "./classroom.ts";
import { type ChatLine, Demux, type Person, type ReceivedFile } from "./demux.ts";
import type { Incoming, Line, MakeLine } from "./line.ts";
import { type Kept, Outbound } from "./outbound.ts";
import { Watch } from "./watch.ts";
import { WireTime } from "./wire_time.ts";

/** A sign of typing is sent at most this often, in milliseconds: oftener than it is forgotten. */
const TYPING_EVERY_MS = 2_000;

/** What to send: one message of one channel. */
export interface Message {
  readonly channel: string;
  readonly data: string;
  /** Code points per frame, where it is not the chunk size of the page. */
  readonly size?: number;
}

/** What a session is made of. */
export interface SessionOptions {
  readonly line: MakeLine;
  readonly clock: Clock;
  readonly random: () => number;
  /** Runs `task` before the next picture is drawn: views change once a picture, not once a frame. */
  readonly beforePaint: (task: () => void) => void;
  /** What the page before this one did not get rid of. */
  readonly kept?: Kept;
  /** Whether somebody leads the room: until it is known how, nothing is said in it. */
  readonly isLed?: boolean;
}

/** See the module's description. Create it anywhere, {@linkcode Session.open} it in a browser. */
export class Session {
  readonly #options: SessionOptions;
  readonly #line: Line;
  readonly #demux: Demux;
  readonly #state = signal<LinkState>({ phase: "connecting", attempt: 1 });
  readonly #me = signal<string | undefined>(undefined);
  readonly #notice = signal("");
  readonly #waiting = signal(0);
  readonly #waitingBytes = signal(0);
  readonly #rtt = signal<number | undefined>(undefined);
  readonly #chat = signal<readonly ChatLine[]>([]);
  readonly #people = signal<readonly Person[]>([]);
  readonly #typing = signal<readonly string[]>([]);
  readonly #files = signal<readonly ReceivedFile[]>([]);
  readonly #classroom = signal(NO_CLASSROOM);
  readonly #reports = signal<NonNullable<Reports["reports"]>>({});
  readonly #watches = new Set<Watch>();
  /** Every name that this page had: a new session may have another. */
  readonly #mine = new Set<string>();
  /** What leaves while messages are handed over that will be watched. */
  #leaving: Frame[] | undefined;
  #typedAt = -Infinity;
  #paintDue = false;
  #wasOpened = false;
  /** Until the room has said how it is led, on each connection anew. */
  #isHeld = false;

  /** Which of the two wires it speaks. */
  readonly wire: Line["wire"];
  /** Whether what is sent without a connection waits for the next one. */
  readonly waits: boolean;
  /** The largest file that can be sent, in bytes. */
  readonly maxFileBytes: number;
  /** Bytes of a file in one frame. */
  readonly pieceBytes: number;
  /** Where the views of the wire stand, and what they show. */
  readonly time: WireTime;
  /** What was sent and what became of it. */
  readonly outbound: Outbound;
  readonly state: ReadonlySignal<LinkState> = this.#state;
  /** The sender that this connection is to the room, once the room has said so. */
  readonly me: ReadonlySignal<string | undefined> = this.#me;
  /** What a person should know now: a refused frame, frames that were not sent. */
  readonly notice: ReadonlySignal<string> = this.#notice;
  /** Frames of ours that wait for their turn. */
  readonly waiting: ReadonlySignal<number> = this.#waiting;
  /** Their bytes. 0: the wire does not count them. */
  readonly waitingBytes: ReadonlySignal<number> = this.#waitingBytes;
  /** The latest round trip in milliseconds, where the wire tells. */
  readonly rtt: ReadonlySignal<number | undefined> = this.#rtt;
  readonly chat: ReadonlySignal<readonly ChatLine[]> = this.#chat;
  readonly people: ReadonlySignal<readonly Person[]> = this.#people;
  readonly typing: ReadonlySignal<readonly string[]> = this.#typing;
  readonly files: ReadonlySignal<readonly ReceivedFile[]> = this.#files;
  /** Who is who, and what a teacher has set. */
  readonly classroom: ReadonlySignal<Classroom> = this.#classroom;

  /** What a class has bet and done, as it was answered last. Only a teacher asks. */
  readonly reports: ReadonlySignal<NonNullable<Reports["reports"]>> = this.#reports;

  /** The frame that all views point at, by its number. */
  readonly selected: Signal<number | undefined> = signal(undefined);
  /** Whether acks, credit and the like are kept with the frames. Errors always are. */
  readonly showsControl: Signal<boolean> = signal(false);
  /** Whether this page takes over the knobs that its teacher sets for all. */
  readonly follows: Signal<boolean> = signal(true);
  /** Code points per frame, for everything but real files. */
  readonly chunkSize: Signal<number> = signal(4);
  /** Milliseconds from one frame to the next: 0 is full speed, `Infinity` holds everything. */
  readonly pace: Signal<number> = signal(0);
  /** Who goes next. The page begins with turns, because they are what it is about. */
  readonly order: Signal<Order> = signal("round-robin");
  /** What this person says of themselves. */
  readonly presence: Signal<"online" | "away"> = signal("online");

  constructor(options: SessionOptions) {
    this.#options = options;
    const { line, clock, random } = options;
    const paintSoon = () => this.#paintSoon();
    this.#demux = new Demux(clock);
    this.time = new WireTime(clock, paintSoon);
    this.#line = line({
      clock,
      random,
      events: {
        state: (state) => this.#onState(state),
        me: (from) => this.#onMe(from),
        wire: (direction, item, isHistory) => this.#onWire(direction, item, isHistory),
        message: (message) => this.#onMessage(message),
        notice: (text) => this.#notice.value = text,
      },
    });
    this.wire = this.#line.wire;
    this.waits = this.#line.waits;
    this.maxFileBytes = this.#line.maxFileBytes;
    this.pieceBytes = this.#line.pieceBytes;
    this.outbound = new Outbound(this.#line, clock, paintSoon);
    this.pace.subscribe(() => this.#keepPace());
    this.order.subscribe((order) => this.#line.order = order);
  }

  /** The page's clock, in milliseconds: the time of day. */
  now(): number {
    return this.#options.clock.now();
  }

  /** Whether what is said now leaves, now or later. */
  get canSend(): boolean {
    return this.#wasOpened &&
      (this.state.value.phase === "open" || this.waits && !this.isOut);
  }

  /** Whether it is shut out for good: not allowed in any more, or the room has ended (X8, X9). */
  get isOut(): boolean {
    return this.isOver || this.#closedWith === 4403;
  }

  /** Whether the room has ended. */
  get isOver(): boolean {
    return this.#closedWith === 4410;
  }

  open(): void {
    this.#line.open();
    if (this.#wasOpened) return;
    this.#wasOpened = true;
    if (this.#options.kept) this.outbound.sendAgain(this.#options.kept);
  }

  /** Something happened after which the line may be there again, or may be dead: see `Line.retry`. */
  retry(): void {
    this.#line.retry();
  }

  close(): void {
    this.#line.close();
  }

  /** Lets one frame go, where the pace holds all. */
  step(): void {
    this.#line.step();
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
  send(...messages: readonly Message[]): boolean {
    return this.#send(messages) !== undefined;
  }

  /**
   * The same, and hands over the frames as they came back, all or those that came before a silence,
   * and as they left.
   */
  sendAndWatch(
    messages: readonly Message[],
    done: (frames: readonly Frame[], left: readonly Frame[]) => void,
  ): boolean {
    // A quick line sends before it returns.
    const gone: Frame[] = this.#leaving = [];
    const sent = this.#send(messages);
    this.#leaving = undefined;
    if (!sent) return false;
    const totals = new Map(sent.map(({ messageId, progress }) => [messageId, progress.total]));
    const watch = new Watch(totals, this.#options.clock, (frames, left) => {
      this.#watches.delete(watch);
      done(frames, left);
    });
    for (const frame of gone) watch.leave(frame);
    this.#watches.add(watch);
    return true;
  }

  /** Sends a real file, in larger pieces than the chunk size. */
  sendFile(file: SmallFile, hash?: string): boolean {
    return this.#attempt(() => {
      this.outbound.sendFile(file, hash);
      return true;
    }) === true;
  }

  /** Says whether this person is at the screen. */
  setPresence(state: "online" | "away"): void {
    this.presence.value = state;
    this.send({ channel: "presence", data: state });
  }

  /** Tells the room that somebody is writing here, but not with every key. */
  sendTyping(): void {
    const now = this.#options.clock.now();
    if (now - this.#typedAt < TYPING_EVERY_MS || this.state.value.phase !== "open") return;
    this.#typedAt = now;
    this.send({ channel: "typing", data: "on" });
  }

  /** Tells the server of a classroom something: a teacher's power. */
  command(command: Command): void {
    this.#line.command(command);
  }

  /** To be called every second or so: lets go of what the clock says is over. */
  tick(): void {
    this.#demux.expire();
    this.#paintSoon();
  }

  /** Whether a sender is this page, or was. */
  isMine(from: string): boolean {
    return this.#mine.has(from);
  }

  get #closedWith(): number | undefined {
    const state = this.state.value;
    return state.phase === "closed" ? state.code : undefined;
  }

  #send(messages: readonly Message[]): readonly Sent[] | undefined {
    const size = this.chunkSize.value;
    const sent = this.#attempt(() =>
      this.outbound.send(messages.map((message) => ({ size, ...message })))
    );
    // A line ends the typing that led to it, so the next key is news.
    if (sent && messages.some(({ channel }) => channel === "chat")) this.#typedAt = -Infinity;
    return sent;
  }

  /** What a message is too large for becomes the notice. */
  #attempt<T>(task: () => T): T | undefined {
    if (!this.canSend) return undefined;
    try {
      const result = task();
      this.#paintSoon();
      return result;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#notice.value = error.message;
    }
  }

  #onState(state: LinkState): void {
    this.#state.value = state;
    this.outbound.openedAt = state.phase === "open" ? this.now() : Infinity;
    if (state.phase === "open") {
      this.#typedAt = -Infinity;
      const data = this.presence.value;
      this.#line.announce({ channel: "presence", data, size: this.chunkSize.value });
    } else {
      this.#demux.forgetPeople();
      this.#hold(this.#options.isLed === true);
    }
    this.#paintSoon();
  }

  #onMe(from: string | undefined): void {
    this.#me.value = from;
    if (from !== undefined) this.#mine.add(from);
  }

  #onWire(direction: Direction, item: WireItem, isHistory = false): void {
    if (item.kind === "control") {
      const { frame } = item;
      if (frame.type === "reports" && frame.reports) this.#reports.value = frame.reports;
      if (frame.type === "names" && frame.names) {
        this.#classroom.value = learnNames(this.#classroom.value, frame.names);
      }
    }
    if (item.kind === "control" && item.frame.type !== "error" && !this.showsControl.value) return;
    this.time.push(direction, item, isHistory);
    if (item.kind === "frame" && item.frame.channel !== CONTROL) {
      if (direction === "up") this.#leaving?.push(item.frame);
      for (const watch of this.#watches) {
        if (direction === "up") watch.leave(item.frame);
        else if (item.frame.from === this.#me.value) watch.push(item.frame);
      }
    }
    this.#paintSoon();
  }

  #onMessage(message: Incoming): void {
    this.#demux.take(message);
    if (message.channel === "chat" && this.isMine(message.from)) {
      this.outbound.came(message.messageId);
    }
    const room = learn(this.#classroom.value, message);
    const before = this.#classroom.value;
    if (room !== before) {
      this.#classroom.value = room;
      this.#demux.clear(room.settings.cleared);
      if (isClearedNow(before, room)) this.#clear();
    }
    if (message.channel === "room") this.#hold(false);
    this.#paintSoon();
  }

  #hold(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return;
    this.#isHeld = isHeld;
    this.#keepPace();
  }

  #keepPace(): void {
    this.#line.pace = this.#isHeld ? Infinity : this.pace.value;
  }

  /** What was said is gone from the room, and so from every view of it. */
  #clear(): void {
    this.selected.value = undefined;
    this.time.clear();
    this.outbound.clear();
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
    this.time.paint();
    this.outbound.paint();
    const { waiting, bytes, rtt } = this.#line.look();
    this.#waiting.value = waiting;
    this.#waitingBytes.value = bytes;
    this.#rtt.value = rtt;
    this.#chat.value = this.#demux.chat;
    this.#files.value = this.#demux.files;
    this.#people.value = this.#demux.people();
    this.#typing.value = this.#demux.typing();
  }
}
