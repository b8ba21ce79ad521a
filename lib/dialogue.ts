/**
 * What the two sides say to each other on one socket, from hello to its end.
 *
 * @module
 */

import { type Item, readBatch } from "./batch.ts";
import { readRuns } from "./bulk.ts";
import { CONTROL } from "./channels.ts";
import type { Command } from "./commands.ts";
import type { Trouble } from "./connection.ts";
import type { ControlFrame, Hello, Terms, Welcome } from "./control.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { Clock } from "./link.ts";
import { DRAIN_MS } from "./outbox.ts";
import { ANY_CHANNEL } from "./parse.ts";
import type { Receiver } from "./receiver.ts";
import type { Sender } from "./sender.ts";
import { SERVER_WORDS } from "./server_words.ts";
import type { BulkWindow } from "./window.ts";
import type { Outlet } from "./writer.ts";

/** How long a server may take from the hello to the welcome, in milliseconds. */
export const WELCOME_MS = 10_000;

/** Bytes in the socket's queue above which even acks wait: the server does not read. */
const MAX_BACKLOG_BYTES = 1_048_576;

/** What a dialogue is handed. */
export interface DialogueContext {
  readonly outlet: Outlet;
  readonly clock: Clock;
  readonly schedule: (task: () => void) => void;
  readonly sender: Sender;
  readonly receiver: Receiver;
  readonly window: BulkWindow;
  readonly tell: (trouble: Trouble) => void;
  readonly welcomed: (welcome: Welcome) => void;
  /** The connection cannot go on. */
  readonly giveUp: (code: number, reason: string) => void;
}

/** See the module's description. */
export class Dialogue {
  readonly #context: DialogueContext;
  readonly #helloAt: number;
  #welcome: Welcome | undefined;
  #heartbeat: Heartbeat | undefined;
  #rtt: number | undefined;
  /** To be said with this turn, beside acks and grants. Of several pings the last is answered. */
  #ping: ControlFrame | undefined;
  #pong: ControlFrame | undefined;
  readonly #words: (ControlFrame | Command)[] = [];
  #isAwake = false;
  #hasEnded = false;
  #callOffWelcome: () => void;
  #callOffLook: (() => void) | undefined;

  /** Says hello (H1). */
  constructor(context: DialogueContext, hello: Hello) {
    this.#context = context;
    const { clock, outlet, giveUp } = context;
    this.#helloAt = clock.now();
    this.#callOffWelcome = clock.after(WELCOME_MS, () => giveUp(4408, "No welcome"));
    outlet.send(JSON.stringify(hello));
  }

  /** The latest round trip of something small, in milliseconds. */
  get rtt(): number | undefined {
    return this.#rtt;
  }

  /** The connection is gone. */
  end(): void {
    this.#hasEnded = true;
    this.#callOffWelcome();
    this.#callOffLook?.();
    this.#heartbeat?.stop();
  }

  /** Says a word of the program's own. Before the welcome there is nobody to say it to. */
  say(frame: Command): void {
    if (!this.#welcome) return;
    this.#words.push(frame);
    this.wake();
  }

  /** Asks for a sign of life now: something says that the line may be dead. */
  probe(): void {
    this.#heartbeat?.probe();
  }

  /** Takes what the socket delivered. */
  receive(data: unknown): void {
    this.#heartbeat?.heard();
    if (typeof data === "string") {
      for (const item of readBatch(data, ANY_CHANNEL, SERVER_WORDS)) {
        this.#take(item);
        if (this.#hasEnded) return;
      }
    } else if (data instanceof ArrayBuffer) this.#takeRuns(new Uint8Array(data));
    else this.#complain("B4", "a binary message must come as an ArrayBuffer");
  }

  /** Something may be sent: once, with the end of this turn (K3). */
  wake(): void {
    if (this.#isAwake || !this.#welcome) return;
    this.#isAwake = true;
    this.#context.schedule(() => {
      this.#isAwake = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#hasEnded) return;
    const { outlet, sender, receiver } = this.#context;
    if (outlet.bufferedAmount > MAX_BACKLOG_BYTES) return this.#wakeAfter(DRAIN_MS);
    const words = [...this.#words.splice(0), ...receiver.due()];
    const control = [this.#pong, this.#ping, ...words].filter((frame) => !!frame);
    this.#pong = this.#ping = undefined;
    this.#wakeAfter(sender.flush(outlet, control));
  }

  /** Instead of what was asked for before: it was looked at just now. */
  #wakeAfter(ms: number): void {
    this.#callOffLook?.();
    if (ms === Infinity) return;
    this.#callOffLook = this.#context.clock.after(ms, () => this.#flush());
  }

  #take(item: Item): void {
    const { receiver, sender } = this.#context;
    if (item.kind === "error") this.#complain(item.error.rule, item.error.message);
    else if (item.kind === "frame") {
      if (!this.#welcome) return this.#complain("H2", "a frame came before the welcome");
      receiver.frame(item.frame);
      this.wake();
    } else if (item.frame.type === "error") sender.refuse(item.frame);
    else if (item.frame.type === "welcome") this.#begin(item.frame);
    else if (!this.#welcome) this.#complain("H2", `${item.frame.type} came before the welcome`);
    else this.#onControl(item.frame);
  }

  #takeRuns(bytes: Uint8Array): void {
    if (!this.#welcome) return this.#complain("H2", "bytes came before the welcome");
    const { runs, error } = readRuns(bytes);
    for (const run of runs) {
      this.#context.receiver.run(run);
      if (this.#hasEnded) return;
    }
    if (error) this.#complain(error.rule, error.message);
    this.wake();
  }

  #onControl(frame: ControlFrame): void {
    const { sender, receiver } = this.#context;
    if (frame.type === "ack") sender.ack(frame);
    else if (frame.type === "credit") sender.credit(frame);
    else if (frame.type === "gap") receiver.gap(frame);
    else if (frame.type === "time") receiver.time(frame);
    else if (frame.type === "terms") this.#open(frame);
    else if (frame.type === "pong") this.#tookTime(this.#heartbeat!.pong(frame.id));
    else if (frame.type === "ping") {
      this.#pong = { channel: CONTROL, type: "pong", id: frame.id };
      this.wake();
    }
  }

  #begin(welcome: Welcome): void {
    if (this.#welcome) return this.#complain("H2", "a second welcome came");
    const { clock, sender, receiver, welcomed, giveUp } = this.#context;
    this.#welcome = welcome;
    this.#callOffWelcome();
    this.#tookTime(clock.now() - this.#helloAt);
    this.#heartbeat = new Heartbeat({
      clock,
      interval: welcome.heartbeat,
      ping: (id) => {
        this.#ping = { channel: CONTROL, type: "ping", id };
        this.#flush();
      },
      dead: () => giveUp(4408, "No sign of life"),
    });
    receiver.begin(welcome);
    sender.begin(welcome);
    welcomed(welcome);
    this.wake();
  }

  #open(terms: Terms): void {
    const { sender, receiver } = this.#context;
    receiver.open(terms);
    sender.open(terms);
    this.wake();
  }

  #tookTime(ms: number | undefined): void {
    if (ms === undefined) return;
    this.#rtt = ms;
    const { window } = this.#context;
    if (window.inFlight === 0) window.idleRtt(ms);
  }

  #complain(rule: string, message: string): void {
    this.#context.tell({ channel: CONTROL, type: "error", rule, message });
  }
}
