/**
 * A connection that speaks `mux.v1`: many channels on one socket, which come back as they were when
 * the socket is lost. See part two of docs/PROTOCOL.md.
 *
 * ```ts ignore
 * import { systemClock } from "./clock.ts";
 * import { connect, webSocket } from "./connect.ts";
 *
 * using room = connect({
 *   socket: webSocket("ws://localhost:8765/ws"),
 *   clock: systemClock,
 *   random: Math.random,
 *   read: { chat: "oldest" },
 * });
 * const chat = room.channel("chat");
 * await chat.send("hello").acked; // the room's log has it
 * for await (const { from, text } of chat) console.log(from, text);
 * ```
 *
 * @module
 */

import { End } from "./channel_end.ts";
import { CONTROL } from "./channels.ts";
import type { Command } from "./commands.ts";
import type {
  ChannelEnd,
  Connection,
  ConnectionStats,
  MuxSocket,
  Ticket,
  Trouble,
} from "./connection.ts";
import type { Grant, Hello, ReadWish, Welcome } from "./control.ts";
import { Dialogue } from "./dialogue.ts";
import { type Clock, Link, type LinkState } from "./link.ts";
import { Listeners } from "./listeners.ts";
import { Receiver } from "./receiver.ts";
import type { Order } from "./scheduler.ts";
import { Sender } from "./sender.ts";
import { statsOf } from "./stats.ts";
import { Tap, type WireListener } from "./tap.ts";
import { BulkWindow } from "./window.ts";
import type { Outlet } from "./writer.ts";

export * from "./connection.ts";
export * from "./web_socket.ts";

/** What a connection is made of. */
export interface ConnectOptions {
  /** Opens a socket with the subprotocol `mux.v1` and the `binaryType` "arraybuffer". */
  readonly socket: () => MuxSocket;
  readonly clock: Clock;
  /** A number from 0 up to 1, as `Math.random` gives it. */
  readonly random: () => number;
  /**
   * Where to begin, "latest" by default; `*` stands for the people's own (M21). Later connections go on
   * where the one before ended. What comes on a channel that is named here is held, within the window,
   * for the first who reads or listens. Who only sends files says "none" of their channel (H6), or gets
   * each file back. An offset belongs to the log of which the ticket is.
   */
  readonly read?: Readonly<Record<string, number | ReadWish>>;
  /** Closes the connection. */
  readonly signal?: AbortSignal;
  /** What each channel may have outstanding towards us: this much memory is promised. */
  readonly window?: Grant;
  /**
   * Runs `task` once what arrived together was handled. Default: `queueMicrotask`. Where several
   * messages come in one turn of the event loop, `setImmediate` makes one answer of many.
   */
  readonly schedule?: (task: () => void) => void;
  /** Told of every frame that really leaves or comes, in the order of the wire. */
  readonly onWire?: WireListener;
  /** Goes on as the sender of an earlier run of the program, if the server still knows it. */
  readonly ticket?: Ticket;
}

/** Connects, and stays connected until it is closed, or a server says that this would not help. */
export function connect(options: ConnectOptions): Connection {
  const connection = new MuxConnection(options);
  connection.open();
  return connection;
}

class MuxConnection implements Connection {
  readonly #options: ConnectOptions;
  readonly #states = new Listeners<LinkState>();
  readonly #troubles = new Listeners<Trouble>();
  readonly #window: BulkWindow;
  readonly #sender: Sender;
  readonly #receiver: Receiver;
  readonly #link: Link<string | Uint8Array<ArrayBuffer>>;
  readonly #outlet: Outlet;
  readonly #abort = () => this.close("Aborted");
  #state: LinkState = { phase: "connecting", attempt: 1 };
  /** What was said last, also while there is no connection. */
  #welcome: Welcome | undefined;
  #dialogue: Dialogue | undefined;

  constructor(options: ConnectOptions) {
    this.#options = options;
    const { clock, random, socket, window, onWire, ticket } = options;
    const now = () => clock.now();
    const tell = (trouble: Trouble) => this.#troubles.tell(trouble);
    const wake = () => this.#dialogue?.wake();
    this.#window = new BulkWindow({ now });
    this.#sender = new Sender({ now, window: this.#window, ticket, tell, wake });
    this.#receiver = new Receiver({ now, window, tell, wake, giveUp: this.#giveUp });
    for (const [name, wish] of Object.entries(options.read ?? {})) {
      if (name === "*" || wish === "none") continue;
      this.#receiver.channel(name).inbox.holdForFirst();
    }
    const tap = onWire && new Tap(now, onWire);
    this.#link = new Link({
      connect: socket,
      clock,
      random,
      onState: (state) => this.#turnTo(state),
      onMessage: (data) => {
        tap?.take("down", data);
        this.#dialogue?.receive(data);
      },
    });
    this.#outlet = tap ? tapped(this.#link, tap) : this.#link;
  }

  get state(): LinkState {
    return this.#state;
  }

  get from(): string | undefined {
    return this.#welcome?.from;
  }

  get order(): Order {
    return this.#sender.order;
  }

  set order(order: Order) {
    this.#sender.order = order;
  }

  get pace(): number {
    return this.#sender.pace;
  }

  set pace(ms: number) {
    this.#sender.pace = ms;
  }

  step(): void {
    this.#sender.step();
  }

  command(command: Command): void {
    this.#dialogue?.say(command);
  }

  retry(): void {
    if (this.#state.phase === "waiting") this.#link.open();
    else if (this.#state.phase === "open") this.#dialogue?.probe();
  }

  ticket(): Ticket | undefined {
    if (!this.#welcome) return undefined;
    const { session, epoch } = this.#welcome;
    const channels = [...this.#sender.channels()];
    const bytes = Object.fromEntries(channels.map(({ name, flight }) => [name, flight.bytes]));
    return { session, epoch, messages: this.#sender.count, bytes };
  }

  open(): void {
    const { signal } = this.#options;
    if (signal?.aborted) return this.close("Aborted");
    signal?.addEventListener("abort", this.#abort);
    this.#link.open();
  }

  channel(name: string): ChannelEnd {
    return new End(name, this.#sender, this.#receiver.channel(name));
  }

  onState(listener: (state: LinkState) => void): () => void {
    return this.#states.add(listener);
  }

  onTrouble(listener: (trouble: Trouble) => void): () => void {
    return this.#troubles.add(listener);
  }

  stats(): ConnectionStats {
    const parts = { sender: this.#sender, receiver: this.#receiver, window: this.#window };
    return statsOf(parts, this.#dialogue?.rtt, this.#options.clock.now());
  }

  close(reason = "Closed here"): void {
    if (this.#state.phase !== "closed") this.#link.close(reason);
  }

  [Symbol.dispose](): void {
    this.close();
  }

  readonly #giveUp = (code: number, reason: string) => this.#link.renew(code, reason);

  #turnTo(state: LinkState): void {
    // To those who use it, it is open once it was welcomed.
    if (state.phase === "open") return this.#sayHello();
    this.#lost();
    if (state.phase === "closed") {
      this.#options.signal?.removeEventListener("abort", this.#abort);
      this.#sender.close(state.reason);
      this.#receiver.close();
    }
    this.#tellState(state);
  }

  #lost(): void {
    if (!this.#dialogue) return;
    this.#dialogue.end();
    this.#dialogue = undefined;
    this.#sender.lost();
    this.#receiver.lost();
  }

  #sayHello(): void {
    const { clock, read, schedule = soon, ticket } = this.#options;
    const last = this.#welcome ?? ticket;
    const hello: Hello = {
      channel: CONTROL,
      type: "hello",
      version: 1,
      ...last && { session: last.session, epoch: last.epoch },
      read: { ...read, ...this.#receiver.places() },
    };
    this.#dialogue = new Dialogue({
      outlet: this.#outlet,
      clock,
      schedule,
      sender: this.#sender,
      receiver: this.#receiver,
      window: this.#window,
      tell: (trouble) => this.#troubles.tell(trouble),
      welcomed: (welcome) => {
        this.#welcome = welcome;
        this.#tellState({ phase: "open" });
      },
      giveUp: this.#giveUp,
    }, hello);
  }

  #tellState(state: LinkState): void {
    this.#state = state;
    this.#states.tell(state);
  }
}

/** Browsers call their own `queueMicrotask` on the global object only, and not on what holds it. */
function soon(task: () => void): void {
  queueMicrotask(task);
}

/** An outlet whose messages the tap sees as they leave. */
function tapped(outlet: Outlet, tap: Tap): Outlet {
  return {
    get bufferedAmount() {
      return outlet.bufferedAmount;
    },
    send(data) {
      tap.take("up", data);
      outlet.send(data);
    },
  };
}
