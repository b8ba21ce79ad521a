/**
 * One connection over a simulated link: the real window, scheduler and credit, with a file that
 * never ends and a line of chat now and then.
 *
 * @module
 */

import { RUN_HEADER_BYTES } from "../../lib/bulk.ts";
import { ReceiveCredit, SendCredit } from "../../lib/credit.ts";
import { Scheduler, type Source } from "../../lib/scheduler.ts";
import { BulkWindow } from "../../lib/window.ts";
import type { Link } from "./link.ts";
import type { Timeline } from "./timeline.ts";

/** Bytes of a WebSocket frame's header from a client, and a line of chat with its labels. */
const HEADER_BYTES = 14;
const LINE_BYTES = 120;

/** One item on its way. */
interface Item {
  readonly bytes: number;
  readonly isBulk: boolean;
  readonly madeAt: number;
}

/** Of something sent and delivered, when. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

/** What a sender does. Times in milliseconds. */
export interface SenderOptions {
  readonly startsAt?: number;
  readonly stopsAt?: number;
  /** From one line of chat to the next. */
  readonly lineEveryMs?: number;
  /** Whether the file waits for the window. Without, it fills any queue: what to compare with. */
  readonly hasWindow?: boolean;
  /** Bytes of the file that may be on their way or held by the receiver. */
  readonly creditBytes?: number;
}

/** See the module's description. */
export class Sender {
  readonly window: BulkWindow;
  /** Milliseconds that each line took, by the time at which it was said. */
  readonly lines: Sample[] = [];
  /** Bytes of the file, by the time at which they arrived. */
  readonly arrived: Sample[] = [];
  /** Largest size that the window had when a line was said, and the most in flight. */
  mostInFlight = 0;
  readonly #timeline: Timeline;
  readonly #link: Link;
  readonly #options: SenderOptions;
  readonly #scheduler = new Scheduler<Item>();
  readonly #receiver: ReceiveCredit;
  readonly #credit: SendCredit;
  readonly #lines: number[] = [];
  readonly #back: (said: () => void) => void;

  constructor(timeline: Timeline, link: Link, options: SenderOptions = {}) {
    this.#timeline = timeline;
    this.#link = link;
    this.#options = options;
    this.#back = link.back();
    this.window = new BulkWindow({ now: timeline.now });
    this.#receiver = new ReceiveCredit({ bytes: options.creditBytes ?? 16_777_216, frames: 1e6 });
    this.#credit = new SendCredit(this.#receiver.granted);
    this.#scheduler.add(this.#chat());
    this.#scheduler.add(this.#file());
    timeline.at(options.startsAt ?? 0, () => this.#pump());
    this.#say((options.startsAt ?? 0) + (options.lineEveryMs ?? 50));
  }

  #chat(): Source<Item> {
    return {
      channel: "chat",
      class: "interactive",
      peek: () => this.#lines.length > 0 ? LINE_BYTES : undefined,
      take: () => ({ bytes: LINE_BYTES, isBulk: false, madeAt: this.#lines.shift()! }),
    };
  }

  #file(): Source<Item> {
    const { stopsAt = Infinity } = this.#options;
    return {
      channel: "file",
      class: "bulk",
      peek: () => this.#timeline.now() < stopsAt ? this.window.messageBytes : undefined,
      take: () => ({
        bytes: this.window.messageBytes,
        isBulk: true,
        madeAt: this.#timeline.now(),
      }),
    };
  }

  #say(at: number): void {
    this.#timeline.at(at, () => {
      this.#lines.push(at);
      this.#pump();
      this.#say(at + (this.#options.lineEveryMs ?? 50));
    });
  }

  readonly #allow = (source: Source<Item>, bytes: number): boolean =>
    source.class !== "bulk" ||
    this.#credit.allows(bytes) &&
      (this.#options.hasWindow === false || bytes <= this.window.available());

  #pump(): void {
    for (let item = this.#next(); item; item = this.#next()) this.#send(item);
  }

  #next(): Item | undefined {
    return this.#scheduler.next(this.#allow);
  }

  #send(item: Item): void {
    const header = HEADER_BYTES + (item.isBulk ? RUN_HEADER_BYTES : 0);
    if (item.isBulk) {
      this.#credit.spend(item.bytes);
      this.window.sent(item.bytes);
      this.mostInFlight = Math.max(this.mostInFlight, this.window.inFlight);
    }
    this.#link.send(item.bytes + header, () => this.#arrive(item));
  }

  #arrive({ bytes, isBulk, madeAt }: Item): void {
    const at = this.#timeline.now();
    if (!isBulk) return void this.lines.push({ at: madeAt, value: at - madeAt });
    this.arrived.push({ at, value: bytes });
    if (!this.#receiver.received(bytes)) throw new Error("C4: more was sent than was granted");
    this.#receiver.consumed(bytes);
    const grant = this.#receiver.grantDue();
    this.#back(() => {
      if (grant) this.#credit.grant(grant);
      this.window.acked(bytes);
      this.#pump();
    });
  }
}
