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
import type { ChannelEnd, Connection, ConnectionStats, MuxSocket, Trouble } from "./connection.ts";
import type { Grant, Hello, Welcome } from "./control.ts";
import { Dialogue } from "./dialogue.ts";
import { type Clock, Link, type LinkState } from "./link.ts";
import { Listeners } from "./listeners.ts";
import { Receiver } from "./receiver.ts";
import { Sender } from "./sender.ts";
import { statsOf } from "./stats.ts";
import { BulkWindow } from "./window.ts";

export * from "./connection.ts";

/** What a connection is made of. */
export interface ConnectOptions {
  /** Opens a socket with the subprotocol `mux.v1` and the `binaryType` "arraybuffer". */
  readonly socket: () => MuxSocket;
  readonly clock: Clock;
  /** A number from 0 up to 1, as `Math.random` gives it. */
  readonly random: () => number;
  /**
   * Where to begin, "latest" by default. Later connections go on where the one before ended. What comes
   * on a channel that is named here is held, within the window, for the first who reads or listens.
   */
  readonly read?: Readonly<Record<string, "oldest" | "latest">>;
  /** Closes the connection. */
  readonly signal?: AbortSignal;
  /** What each channel may have outstanding towards us: this much memory is promised. */
  readonly window?: Grant;
  /**
   * Runs `task` once what arrived together was handled. Default: `queueMicrotask`. Where several
   * messages come in one turn of the event loop, `setImmediate` makes one answer of many.
   */
  readonly schedule?: (task: () => void) => void;
}

/** Connects, and stays connected until it is closed, or a server says that this would not help. */
export function connect(options: ConnectOptions): Connection {
  const connection = new MuxConnection(options);
  connection.open();
  return connection;
}

/**
 * Opens a `WebSocket`: in a browser, in Deno, in Node from 22 on.
 *
 * @param Socket Another class of the same shape. Deno's own leaves Nagle's algorithm on, which costs
 * up to 40 ms a small message: a Deno program that cares for delay takes the one of `npm:ws`.
 */
export function webSocket(
  url: string | URL,
  Socket: SocketClass = WebSocket,
): () => MuxSocket {
  return () => {
    const socket = new Socket(url, "mux.v1");
    socket.binaryType = "arraybuffer";
    // What went wrong is said by the close; without a listener some classes would throw it.
    socket.onerror = () => {};
    return socket;
  };
}

/** A class like `WebSocket`. */
export type SocketClass = new (url: string | URL, protocol: string) => MuxSocket & {
  binaryType: string;
  onerror: ((event: never) => unknown) | null;
};

class MuxConnection implements Connection {
  readonly #options: ConnectOptions;
  readonly #states = new Listeners<LinkState>();
  readonly #troubles = new Listeners<Trouble>();
  readonly #window: BulkWindow;
  readonly #sender: Sender;
  readonly #receiver: Receiver;
  readonly #link: Link<string | Uint8Array<ArrayBuffer>>;
  readonly #abort = () => this.close("Aborted");
  #state: LinkState = { phase: "connecting", attempt: 1 };
  /** What was said last, also while there is no connection. */
  #welcome: Welcome | undefined;
  #dialogue: Dialogue | undefined;

  constructor(options: ConnectOptions) {
    this.#options = options;
    const { clock, random, socket, window } = options;
    const now = () => clock.now();
    const tell = (trouble: Trouble) => this.#troubles.tell(trouble);
    const wake = () => this.#dialogue?.wake();
    this.#window = new BulkWindow({ now });
    this.#sender = new Sender({ now, window: this.#window, tell, wake });
    this.#receiver = new Receiver({ now, window, tell, wake, giveUp: this.#giveUp });
    for (const name of Object.keys(options.read ?? {})) {
      this.#receiver.channel(name).inbox.holdForFirst();
    }
    this.#link = new Link({
      connect: socket,
      clock,
      random,
      onState: (state) => this.#turnTo(state),
      onMessage: (data) => this.#dialogue?.receive(data),
    });
  }

  get state(): LinkState {
    return this.#state;
  }

  get from(): string | undefined {
    return this.#welcome?.from;
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
    const { clock, read, schedule = queueMicrotask } = this.#options;
    const hello: Hello = {
      channel: CONTROL,
      type: "hello",
      version: 1,
      ...this.#welcome && { session: this.#welcome.session, epoch: this.#welcome.epoch },
      read: { ...read, ...this.#receiver.places() },
    };
    this.#dialogue = new Dialogue({
      outlet: this.#link,
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
