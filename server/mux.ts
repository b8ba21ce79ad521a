/**
 * `mux.v1` on one WebSocket: the incoming half. See part two of docs/PROTOCOL.md.
 *
 * @module
 */

import { readBatch } from "../lib/batch.ts";
import { readRuns } from "../lib/bulk.ts";
import { CLIENT_WORDS } from "../lib/client_words.ts";
import { systemClock } from "../lib/clock.ts";
import { personOf } from "../lib/commands.ts";
import type { ControlFrame, ErrorFrame, Hello } from "../lib/control.ts";
import { LOOK_MS } from "../lib/heartbeat.ts";
import type { Clock } from "../lib/link.ts";
import type { FrameError } from "../lib/parse.ts";
import { excessError } from "./allowance.ts";
import { CloseCode, closeOn, dismiss } from "./closing.ts";
import type { Place } from "./gate.ts";
import { Joined } from "./joined.ts";
import { CONTROL_UNIT, MAX_BAD_FRAMES, MAX_MESSAGE_TEXT, sizeOf } from "./limits.ts";
import type { Pass, Tell } from "./person.ts";
import type { Refusal } from "./refusal.ts";
import type { CursorReader, Room } from "./room.ts";
import type { Turn } from "./turn.ts";
import type { Session } from "./sessions.ts";
import { stay } from "./stay.ts";

/** The subprotocol's name. */
export const MUX = "mux.v1";

/**
 * Serves `mux.v1` on a new socket for as long as it lives.
 *
 * @param place How much and how fast it may.
 * @param pass What a person may do in a classroom. In the lobby there is none.
 */
export function serveMux(
  socket: WebSocket,
  room: Room,
  place: Place,
  pass?: Pass,
  clock: Clock = systemClock,
): void {
  const connection = new MuxConnection(socket, room, place, pass, clock);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => connection.open();
  socket.onmessage = ({ data }) => connection.receive(data);
  socket.onclose = () => connection.leave();
}

class MuxConnection implements CursorReader {
  readonly #socket: WebSocket;
  readonly #room: Room;
  readonly #place: Place;
  readonly #pass: Pass | undefined;
  readonly #clock: Clock;
  #joined: Joined | undefined;
  #callOffHello: (() => void) | undefined;
  #endStay: (() => void) | undefined;
  #hasSaidHello = false;
  #badFrames = 0;

  constructor(
    socket: WebSocket,
    room: Room,
    place: Place,
    pass: Pass | undefined,
    clock: Clock,
  ) {
    this.#socket = socket;
    this.#room = room;
    this.#place = place;
    this.#pass = pass;
    this.#clock = clock;
  }

  open(): void {
    this.#callOffHello = this.#clock.after(this.#place.limits.helloMs, () => {
      // It may have come while we were busy, and lie unread.
      this.#callOffHello = this.#clock.after(
        LOOK_MS,
        () => this.#expel(CloseCode.silent, "No hello"),
      );
    });
    if (!this.#pass) return;
    const tell: Tell = (words) => this.#joined?.tell(words);
    this.#endStay = stay(this.#pass, this.#room.now, this.#clock, this.close, tell);
  }

  receive(data: string | ArrayBuffer): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#joined?.heard();
    // Who speaks is answered, so who speaks and never reads would fill our memory.
    if (this.#socket.bufferedAmount > this.#place.limits.backlogBytes) {
      return this.#expel(CloseCode.tooSlow, "Reader is too slow for this room");
    }
    if (sizeOf(data) > MAX_MESSAGE_TEXT) {
      return this.#expel(CloseCode.tooBig, "Message is too long");
    }
    if (typeof data === "string") this.#receiveText(data);
    else this.#receiveRuns(new Uint8Array(data));
  }

  get isBehind(): boolean {
    return this.#joined?.isBehind ?? false;
  }

  turn(turn: Turn): void {
    this.#joined!.turn(turn);
  }

  readonly close = (code: number, reason: string) => {
    this.leave();
    closeOn(this.#socket, code, reason);
  };

  /** Calling it again does nothing: Deno's sockets can close twice. */
  leave(): void {
    this.#callOffHello?.();
    this.#endStay?.();
    const joined = this.#joined;
    this.#joined = undefined;
    joined?.leave();
  }

  get #isListening(): boolean {
    return this.#socket.readyState === WebSocket.OPEN && this.#socket.onmessage !== null;
  }

  #receiveText(text: string): void {
    let [others, payload] = [0, 0];
    for (const item of readBatch(text, this.#room.names, CLIENT_WORDS)) {
      if (item.kind === "frame") payload += item.frame.data.length;
      else others++;
      if (item.kind === "error") this.#refuse(item.error);
      else if (item.kind === "control") this.#onControl(item.frame);
      else if (!this.#joined) this.#refuse(NO_HELLO);
      else this.#judge(this.#joined.frame(item.frame));
      // What was said behind the words that ended it is not heard.
      if (this.#socket.onmessage === null) return;
    }
    // A type that is not known is passed over (H4), but not as the first that is said.
    if (!this.#hasSaidHello) return this.#refuse(NO_HELLO);
    this.#countControls(others + Math.floor((text.length - payload) / CONTROL_UNIT));
  }

  /** What no credit holds back is taken, and told of when it is too much (W4, W2). */
  #countControls(count: number): void {
    const { allowance } = this.#place;
    const excess = allowance.takeControls(count);
    if (!excess) return;
    this.#say({ channel: "$", ...excessError("W4", excess) });
    if (allowance.refused()) {
      this.#expel(CloseCode.tooFast, `W2: over ${excess.limit}, again and again`);
    }
  }

  #receiveRuns(bytes: Uint8Array): void {
    const joined = this.#joined;
    if (!joined) return this.#refuse(NO_HELLO);
    const { runs, error } = readRuns(bytes);
    for (const run of runs) {
      this.#judge(joined.run(run));
      if (this.#socket.onmessage === null) return;
    }
    if (error) this.#refuse(error);
  }

  #onControl(frame: ControlFrame): void {
    if (frame.type === "hello") return this.#onHello(frame);
    if (!this.#joined) return this.#refuse(NO_HELLO);
    const error = this.#joined.control(frame);
    if (error) this.#refuse(error);
  }

  #onHello(hello: Hello): void {
    if (this.#hasSaidHello) return this.#refuse({ rule: "H1", message: "hello was said already" });
    this.#hasSaidHello = true;
    this.#callOffHello?.();
    // It holds the timer, and would for as long as the connection.
    this.#callOffHello = undefined;
    const person = this.#pass?.person.id;
    const isTheirs = (from: string) => person === undefined || personOf(from) === person;
    const known = this.#room.sessions.resume(hello.session, isTheirs);
    if (!known?.pending) return this.#join(hello, known);
    let isOurs = true;
    known.replace = () => {
      isOurs = false;
      this.close(CloseCode.goingAway, "The session goes on elsewhere");
    };
    // What the log has is said exactly, so what is on its way into it goes first (R1).
    known.pending.then(() => {
      if (!isOurs) return;
      if (this.#isListening) this.#join(hello, known);
      else this.#room.sessions.release(known);
    });
  }

  #join(hello: Hello, known: Session | undefined): void {
    const joined = this.#joined = new Joined(
      {
        room: this.#room,
        place: this.#place,
        pass: this.#pass,
        clock: this.#clock,
        reader: this,
        outlet: this.#socket,
        say: (error) => this.#say(error),
        dead: () => this.#expel(CloseCode.silent, "No sign of life"),
        lost: (refusal) => this.#lose(joined.session, refusal),
      },
      hello,
      known,
    );
    joined.session.replace = () => this.close(CloseCode.goingAway, "The session goes on elsewhere");
  }

  /** What was taken makes up for what was not, and an overdraft ends it all. */
  #judge(error: FrameError | undefined): void {
    if (!error) this.#badFrames = 0;
    else if (error.rule !== "C4") this.#refuse(error);
    else {
      this.#say({ channel: "$", type: "error", ...error });
      this.#expel(CloseCode.overdraft, `C4: ${error.message}`);
    }
  }

  #refuse(error: FrameError): void {
    const { rule, message } = error;
    this.#badFrames++;
    this.#say({ channel: "$", type: "error", rule, message });
    if (!this.#joined) this.#expel(CloseCode.badFrames, `${rule}: ${message}`);
    else if (this.#badFrames >= MAX_BAD_FRAMES) {
      this.#expel(CloseCode.badFrames, `${rule}: ${this.#badFrames} bad frames in a row`);
    }
  }

  /** The client comes back, as another sender. */
  #lose(session: Session, refusal: Refusal): void {
    this.#room.sessions.end(session);
    // It may have lost its connection before, or have been told already.
    if (this.#joined?.session !== session) return;
    this.#say({ channel: "$", type: "error", ...refusal });
    this.#expel(CloseCode.goingAway, `${refusal.rule}: ${refusal.message}`);
  }

  /** At once, and past the pump: it may be the last word. */
  #say(error: ErrorFrame): void {
    this.#socket.send(JSON.stringify(error));
  }

  #expel(code: number, reason: string): void {
    this.leave();
    dismiss(this.#socket, code, reason);
  }
}

/** What is said before the hello (H1). */
const NO_HELLO: FrameError = { rule: "H1", message: "the first message is hello" };
