/**
 * A line that speaks the plain wire: the course's, and that of a server that a student wrote.
 *
 * @module
 */

import { CONTROL } from "../lib/channels.ts";
import type { Command } from "../lib/commands.ts";
import type { Sent } from "../lib/connection.ts";
import { heed } from "../lib/endings.ts";
import { encodeFile, type SmallFile } from "../lib/file.ts";
import { MAX_FILE_BYTES } from "../lib/limits.ts";
import { Link, type LinkState, type Socket } from "../lib/link.ts";
import { Outbox } from "../lib/outbox.ts";
import { ANY_CHANNEL, parseFrame } from "../lib/parse.ts";
import { type Frame, Reassembler, split } from "../lib/protocol.ts";
import type { Order } from "../lib/scheduler.ts";
import {
  helloId,
  type Line,
  type LineContext,
  type LineLook,
  type MakeLine,
  type Outgoing,
} from "./line.ts";
import { Echo } from "./echo.ts";
import { texts } from "./texts/page.ts";
import { plainTexts } from "./texts/plain.ts";

/** Code points per frame of a real file: at 4 a megabyte would be 350,000 frames. */
export const FILE_PIECE = 8_192;

/** Makes a line over sockets of the plain wire. */
export function plainLine(connect: () => Socket): MakeLine {
  return (context) => new PlainLine(connect, context);
}

class PlainLine implements Line {
  readonly wire = "mux.plain";
  readonly waits = false;
  readonly maxFileBytes = MAX_FILE_BYTES;
  // As base64.
  readonly pieceBytes = FILE_PIECE * 3 / 4;
  readonly #context: LineContext;
  readonly #link: Link;
  readonly #outbox: Outbox;
  #reassembler: Reassembler;
  readonly #echoes = new Map<string, Echo>();
  #state: LinkState["phase"] = "connecting";
  #pace = 0;
  #messages = 0;
  #hello = "";
  #me: string | undefined;

  constructor(connect: () => Socket, context: LineContext) {
    this.#context = context;
    const { clock, events } = context;
    this.#reassembler = this.#newReassembler();
    this.#link = new Link({
      ...context,
      connect,
      onState: (state) => this.#onState(state),
      onMessage: (data) => this.#onMessage(data),
    });
    this.#outbox = new Outbox({
      clock,
      send: (frame) => {
        this.#link.send(JSON.stringify(frame));
        this.#echoes.get(frame.messageId)?.leave();
        events.wire("up", { kind: "frame", frame });
      },
      buffered: () => this.#state === "open" ? this.#link.bufferedAmount : undefined,
      pace: () => this.#pace,
    });
  }

  look(): LineLook {
    return { waiting: this.#outbox.waiting, bytes: 0, rtt: undefined };
  }

  get order(): Order {
    return this.#outbox.order;
  }

  set order(order: Order) {
    this.#outbox.order = order;
  }

  get pace(): number {
    return this.#pace;
  }

  set pace(ms: number) {
    this.#pace = ms;
    this.#outbox.wake();
  }

  step(): void {
    this.#outbox.step();
  }

  open(): void {
    this.#link.open();
  }

  retry(): void {
    if (this.#state === "waiting") this.#link.open();
  }

  close(): void {
    this.#link.close();
  }

  /** The id is not to be guessed, so the echo that carries it tells this page which sender it is. */
  announce({ channel, data, size }: Outgoing): void {
    this.#hello = helloId(this.#context.random);
    const frames = split({ channel, data, messageId: this.#hello }, size);
    // Nothing else waits yet on a connection that begins.
    this.#outbox.add(frames);
    for (const _ of frames) this.#outbox.step();
  }

  send(messages: readonly Outgoing[]): Sent[] {
    const cut = messages.map(({ channel, data, size, messageId = this.#newId(channel) }) =>
      split({ channel, data, messageId }, size)
    );
    const echoes = cut.map((frames) => new Echo(frames[0]!));
    for (const echo of echoes) this.#echoes.set(echo.messageId, echo);
    this.#outbox.add(...cut);
    messages.forEach(({ signal }, n) => {
      if (signal) heed(signal, echoes[n]!, () => this.#takeBack(echoes[n]!, signal));
    });
    return echoes;
  }

  sendFile(file: SmallFile, hash: string | undefined, signal: AbortSignal): Sent {
    const data = encodeFile(file, hash);
    return this.send([{ channel: "file", data, size: FILE_PIECE, signal }])[0]!;
  }

  /** As a frame on `$` whose data says it (part three of docs/PROTOCOL.md). */
  command({ channel, ...words }: Command): void {
    const messageId = this.#newId("command");
    const data = JSON.stringify(words);
    this.#outbox.add([{ channel, messageId, sequence: 0, total: 1, data }]);
  }

  #takeBack(echo: Echo, signal: AbortSignal): void {
    if (!this.#outbox.drop(echo.messageId)) return;
    this.#echoes.delete(echo.messageId);
    echo.fail(signal.reason);
  }

  #newId(channel: string): string {
    return `${channel}-${++this.#messages}`;
  }

  #onState(state: LinkState): void {
    this.#state = state.phase;
    const { events } = this.#context;
    if (state.phase === "open") return events.state(state);
    const dropped = this.#outbox.clear();
    if (dropped > 0) events.notice(plainTexts.notice.notSent(dropped));
    for (const echo of this.#echoes.values()) echo.lost();
    this.#echoes.clear();
    this.#me = undefined;
    // It may be a new room, where a name is somebody else's.
    this.#reassembler = this.#newReassembler();
    events.me(undefined);
    events.state(state);
  }

  #onMessage(data: unknown): void {
    const { events } = this.#context;
    const result = parseFrame(data, ANY_CHANNEL);
    if (!result.ok) {
      return events.notice(plainTexts.notice.badFrame(result.error.rule, result.error.message));
    }
    const { frame } = result;
    events.wire("down", { kind: "frame", frame });
    if (frame.channel === CONTROL) return events.notice(describeError(frame));
    // The first one counts: by then the others know the id, and could repeat it.
    if (frame.messageId === this.#hello && this.#me === undefined) {
      this.#me = frame.from;
      events.me(frame.from);
    }
    if (frame.from === this.#me) this.#takeEcho(frame);
    this.#take(frame);
  }

  #takeEcho({ messageId }: Frame): void {
    if (this.#echoes.get(messageId)?.back()) this.#echoes.delete(messageId);
  }

  #take(frame: Frame): void {
    const { events } = this.#context;
    const result = this.#reassembler.push(frame);
    if (result.status === "complete") {
      const { from, channel, messageId } = result.message;
      const { offset } = frame;
      events.message({ from, channel, messageId, text: result.message.text(), offset });
    } else if (result.status === "conflict" || result.status === "refused") {
      events.notice(plainTexts.notice.notUsed(frame.from ?? "", result.reason));
    }
  }

  #newReassembler(): Reassembler {
    return new Reassembler({ now: () => this.#context.clock.now() });
  }
}

/** What a `$` frame says, in words. */
function describeError({ data }: Frame): string {
  try {
    const { rule, message } = JSON.parse(data);
    return texts.notice.refused(rule, message);
  } catch {
    return plainTexts.notice.says(data.slice(0, 200));
  }
}
