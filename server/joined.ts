/**
 * A `mux.v1` connection that was welcomed: a session, on its way in and out of the room.
 *
 * @module
 */

import type { MuxFrame } from "../lib/batch.ts";
import type { Run } from "../lib/bulk.ts";
import { CONTROL } from "../lib/channels.ts";
import { type Answer, type Command, isCommand } from "../lib/commands.ts";
import type { ControlFrame, ErrorFrame, Hello } from "../lib/control.ts";
import { Heartbeat } from "../lib/heartbeat.ts";
import type { Clock } from "../lib/link.ts";
import type { FrameError } from "../lib/parse.ts";
import type { Place } from "./gate.ts";
import { Intake } from "./intake.ts";
import { HEARTBEAT_MS } from "./limits.ts";
import { commandInLobby } from "./lobby.ts";
import type { Pass } from "./person.ts";
import { type Outlet, Pump } from "./pump.ts";
import type { Refusal } from "./refusal.ts";
import type { CursorReader, Room } from "./room.ts";
import type { Session } from "./sessions.ts";
import type { RoomChannel, Turn } from "./turn.ts";
import { newTerms, startsOf, welcomeOf } from "./welcome.ts";

/** Whose connection it is, and what that one does for it. */
export interface JoinedOptions {
  readonly room: Room;
  readonly place: Place;
  readonly pass: Pass | undefined;
  readonly clock: Clock;
  readonly reader: CursorReader;
  readonly outlet: Outlet;
  /** Says an error at once, and past all that waits: it may be the last word. */
  readonly say: (error: ErrorFrame) => void;
  /** Nothing was heard for too long (L3). */
  readonly dead: () => void;
  /** The session cannot go on: what it sent is on no disk any more. */
  readonly lost: (refusal: Refusal) => void;
}

const NONE: readonly never[] = [];

/** See the module's description. */
export class Joined {
  readonly session: Session;
  readonly #options: JoinedOptions;
  readonly #intake: Intake;
  readonly #pump: Pump;
  readonly #heartbeat: Heartbeat;
  readonly #leave: () => void;
  readonly #from: string;
  /** The room's channels when they were looked at last, and those of which this client has no terms. */
  #channels: readonly RoomChannel[];
  #untold: readonly RoomChannel[];
  #isGreeted = false;
  /** The latest round trip of a ping, in milliseconds. */
  #rtt: number | undefined;

  /**
   * Joins the room, and says welcome.
   *
   * @param known The session that goes on.
   */
  constructor(options: JoinedOptions, hello: Hello, known: Session | undefined) {
    const { room, place, pass, clock, reader, outlet, say, dead, lost } = this.#options = options;
    const seat = room.join(reader, known?.from ?? pass?.newSender());
    const close = (code: number, reason: string) => reader.close(code, reason);
    const member = pass?.through(seat, close) ?? seat;
    const session = this.session = known ?? room.sessions.create(member.from);
    const { read, gaps } = startsOf(room, hello);
    const askTurn = () => room.askTurn(reader);
    const check = (channel: string, isBegun: boolean) => (pass ?? room).check(channel, isBegun);
    this.#leave = member.leave;
    this.#from = member.from;
    this.#intake = new Intake({
      room,
      session,
      member,
      place,
      clock,
      check,
      say,
      lost,
      onTaken: askTurn,
    });
    const pump = this.#pump = new Pump(room, outlet, clock, read, askTurn, place.counts);
    pump.control(welcomeOf(room, session, read, known !== undefined));
    for (const gap of gaps) pump.tellGap(gap);
    this.#channels = room.channels;
    this.#untold = this.#gone(room.channels);
    place.look = () => ({ queued: outlet.bufferedAmount, lag: pump.lag, rtt: this.#rtt });
    this.#heartbeat = new Heartbeat({
      clock,
      interval: HEARTBEAT_MS,
      ping: (id) => pump.control({ channel: CONTROL, type: "ping", id }),
      dead,
    });
  }

  /** Anything came. */
  heard(): void {
    this.#heartbeat.heard();
  }

  /** Says something to this connection alone. */
  tell(words: Answer): void {
    this.#pump.control(words);
  }

  /** Takes a frame that has the shape of one. Returns what is wrong with it. */
  frame(frame: MuxFrame): FrameError | undefined {
    return this.#intake.frame(frame);
  }

  /** Takes a run of pieces. Returns the same. */
  run(run: Run): FrameError | undefined {
    return this.#intake.run(run);
  }

  /** Takes a control frame. Returns the same. */
  control(frame: ControlFrame): FrameError | undefined {
    this.#adopt();
    const number = "of" in frame ? this.#options.room.channel(frame.of!)?.number : undefined;
    if (isCommand(frame)) this.#obey(frame);
    else if (frame.type === "ping") {
      this.#pump.control({ channel: CONTROL, type: "pong", id: frame.id });
    } else if (frame.type === "pong") this.#onPong(frame.id);
    else if (number === undefined) return;
    else if (frame.type === "credit") this.#pump.granted(number, frame);
    else if (frame.type === "ack" && !this.#pump.acked(number, frame.frames)) {
      return { rule: "K2", message: `${frame.frames} frames were not sent on ${frame.of}` };
    }
  }

  /** Whether it has yet to get what had come before its last turn. */
  get isBehind(): boolean {
    return this.#pump.isBehind;
  }

  /** Sends what is due. */
  turn(turn: Turn): void {
    this.#adopt();
    for (const frame of this.#intake.due()) this.#pump.say(frame);
    this.#pump.turn(turn);
    this.#greet();
  }

  /** Leaves the room. The session is kept for a while. */
  leave(): void {
    this.#heartbeat.stop();
    this.#pump.stop();
    this.#intake.stop();
    this.#leave();
    this.#options.room.sessions.release(this.session);
  }

  /** Behind the state of the room, which the first turn sends. */
  #greet(): void {
    if (this.#isGreeted) return;
    this.#isGreeted = true;
    const greeting = this.#options.pass?.greeting();
    if (greeting) this.tell(greeting);
  }

  /** Gives terms of what was declared since (H5), before anything comes on it. */
  #adopt(): void {
    const { room } = this.#options;
    if (room.channels === this.#channels) return;
    const open = [...this.#untold, ...room.channels.slice(this.#channels.length)];
    this.#channels = room.channels;
    this.#untold = this.#gone(open);
    for (const channel of open) {
      const { log: { oldest }, number } = channel;
      this.#pump.adopt(channel, oldest);
      if (this.#untold.includes(channel)) continue;
      this.#pump.control(newTerms(this.session.channels[number]!, oldest));
    }
  }

  /** Those that were withdrawn (M22). Mostly there are none, so that costs a connection nothing. */
  #gone(channels: readonly RoomChannel[]): readonly RoomChannel[] {
    const { own } = this.#options.room;
    const gone = channels.filter(({ name }) => own.isGone(name));
    return gone.length > 0 ? gone : NONE;
  }

  /** In the lobby nobody leads: there most of them are of a type that is not known (H4). */
  #obey(command: Command): void {
    const { room, pass, say } = this.#options;
    const refusal = pass
      ? pass.command(command, (answer) => this.tell(answer))
      : commandInLobby(room, this.#from, command);
    if (refusal) say({ channel: CONTROL, type: "error", ...refusal, of: CONTROL });
  }

  #onPong(id: number): void {
    const rtt = this.#heartbeat.pong(id);
    if (rtt === undefined) return;
    this.#rtt = rtt;
    this.#pump.idleRtt(rtt);
  }
}
