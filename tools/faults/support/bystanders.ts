/**
 * The thread of two people who talk while something goes wrong for somebody else: one on `mux.v1`, one
 * on the plain wire. It is told a port, then "stop", and answers with their {@linkcode Talk}.
 *
 * @module
 */

import { systemClock } from "../../../lib/clock.ts";
import { connect, webSocket } from "../../../lib/connect.ts";
import { type Delays, delaysOf } from "./delays.ts";
import { Ear } from "./ear.ts";
import { answer } from "./thread.ts";

/** How their talk was. */
export interface Talk extends Delays {
  /** Lines that were said. */
  readonly said: number;
  /** Hearings that are missing, came twice, or came out of order. Each line is to be heard by both. */
  readonly wrong: number;
}

/** Milliseconds between two lines of one of them. */
const PACE_MS = 25;
/** How long the last line may take. */
const PATIENCE_MS = 10_000;

const ears = [new Ear(), new Ear()] as const;
const saidAt: number[][] = [[], []];
let timer: ReturnType<typeof setInterval> | undefined;

async function start(port: number): Promise<void> {
  const url = `ws://127.0.0.1:${port}/ws`;
  const mux = connect({ socket: webSocket(url), clock: systemClock, random: Math.random });
  mux.channel("chat").onMessage(({ text }) => ears[0].hear(text, saidAt));
  const plain = new WebSocket(url);
  plain.onmessage = ({ data }) => {
    const { channel, total, data: text } = JSON.parse(data);
    if (channel === "chat" && total === 1) ears[1].hear(text, saidAt);
  };
  const isOpen = new Promise((opened) => plain.onopen = opened);
  await Promise.all([
    isOpen,
    new Promise<void>((opened) => {
      mux.onState(({ phase }) => phase === "open" && opened());
    }),
  ]);
  plain.onclose = ({ code, reason }) => {
    throw new Error(`A bystander was closed: ${code} ${reason}`);
  };
  const say = (line: string, who: number) => {
    saidAt[who]!.push(performance.now());
    if (who === 0) return mux.channel("chat").send(line);
    plain.send(
      JSON.stringify({ channel: "chat", messageId: line, sequence: 0, total: 1, data: line }),
    );
  };
  timer = setInterval(() => {
    for (const who of [0, 1]) say(Ear.line(who, saidAt[who]!.length), who);
  }, PACE_MS);
}

async function stop(): Promise<Talk> {
  clearInterval(timer);
  const said = saidAt.map(({ length }) => length);
  const end = performance.now() + PATIENCE_MS;
  while (ears.some((ear) => ear.missing(said) > 0) && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, PACE_MS));
  }
  return {
    said: said[0]! + said[1]!,
    wrong: ears.reduce((sum, ear) => sum + ear.disorder + ear.missing(said), 0),
    ...delaysOf(ears.flatMap((ear) => ear.delays)),
  };
}

answer((question) => question === "stop" ? stop() : start(question as number));
