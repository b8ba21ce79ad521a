/**
 * Plays the steps of docs/vectors/exchange.json against a server.
 *
 * @module
 */

import { CONTROL } from "../lib/channels.ts";
import type { Run } from "../lib/bulk.ts";
import { type Edge, Peer, type PeerOptions, type Seen } from "./peer.ts";
import { bytesOf, fill, join, match, type Names, type Parts } from "./vectors.ts";

/** One step. The README of the vectors says what each field means. */
export interface Step {
  readonly as: string;
  readonly connect?: readonly string[];
  readonly path?: string;
  readonly origin?: string;
  readonly chosen?: string;
  readonly refused?: boolean;
  readonly send?: object;
  readonly sendText?: Parts;
  readonly sendHex?: Parts;
  readonly sendRun?: object;
  readonly flood?: { readonly data: Parts };
  /** Bytes of credit that a flood goes beyond: a number, or a name. */
  readonly beyond?: unknown;
  readonly expect?: Seen;
  readonly expectRun?: { readonly payload: Parts };
  readonly nothing?: Seen;
  readonly close?: boolean;
  readonly closed?: number;
  readonly get?: string;
  readonly status?: number;
}

/** What a server did instead. */
export class Mismatch extends Error {
  override readonly name = "Mismatch";
  readonly expected: string;
  readonly seen: string;

  constructor(expected: string, seen: unknown) {
    super(`expected ${expected}, saw ${seen}`);
    this.expected = expected;
    this.seen = String(seen);
  }
}

/** Frames in a message of a flood, and how many times the credit it is: more may be granted meanwhile. */
const FLOOD = { frames: 15, times: 2 };

/** How long a server may take to close, in milliseconds: a hello has 10 s, a sign of life 30 s. */
const CLOSE_MS = 35_000;

/** What a dialogue is made of. */
export interface DialogueOptions {
  readonly url: URL;
  readonly edge: Edge;
  /** What frames that are not on `$` are completed from. */
  readonly defaults: object;
  readonly slow?: boolean | undefined;
  /**
   * Whether the server chooses `mux.plain`. One that chooses nothing is no WebSocket for a browser
   * that offered something, so then only steps that are about the choice offer it.
   */
  readonly choosesPlain: boolean;
  readonly ignores?: PeerOptions["ignores"];
}

/** One dialogue. */
export class Dialogue {
  readonly #options: DialogueOptions;
  readonly #peers = new Map<string, Peer>();
  #names: Names = new Map();

  constructor(options: DialogueOptions) {
    this.#options = options;
  }

  /**
   * Plays one step.
   *
   * @throws {Mismatch} If the server does something else.
   */
  async play(step: Step): Promise<void> {
    if (step.get !== undefined) return await this.#get(step.get, step.status!);
    if (step.connect) return await this.#connect(step, step.connect);
    const peer = this.#peers.get(step.as)!;
    if (step.send) peer.send(JSON.stringify(this.#complete(step.send)));
    if (step.sendText !== undefined) peer.send(join(step.sendText));
    if (step.sendHex !== undefined) peer.send(bytesOf(step.sendHex));
    if (step.sendRun) peer.sendRun(this.#runOf(step.sendRun));
    if (step.flood) this.#flood(peer, step.flood, Number(fill(step.beyond, this.#names)));
    if (step.expect) await this.#expect(peer, this.#complete(step.expect) as Seen);
    if (step.expectRun) await this.#expectRun(peer, step.expectRun);
    if (step.nothing) this.#expectNothing(peer, step.nothing);
    if (step.close) await peer.close();
    if (step.closed !== undefined) await this.#expectClosed(peer, step.closed);
  }

  /** Ends all connections. */
  async end(): Promise<void> {
    for (const peer of this.#peers.values()) await peer.close();
  }

  async #get(path: string, status: number): Promise<void> {
    const url = new URL(path, this.#options.url);
    url.protocol = url.protocol === "wss:" ? "https:" : "http:";
    const seen = await this.#options.edge.status(url);
    if (seen !== status) throw new Mismatch(`status ${status}`, `status ${seen}`);
  }

  async #connect(step: Step, protocols: readonly string[]): Promise<void> {
    const url = new URL(step.path ?? "", this.#options.url);
    const offers = this.#offers(step, protocols);
    const { ignores } = this.#options;
    const options = { protocols: offers, origin: step.origin, ignores };
    const peer = new Peer(url.href, options, this.#options.edge);
    this.#peers.set(step.as, peer);
    const isOpen = await peer.opened();
    if (isOpen === (step.refused ?? false)) {
      throw new Mismatch(
        step.refused ? "a refusal" : "a connection",
        peer.error || (isOpen ? "a connection" : "none"),
      );
    }
    if (step.chosen !== undefined && peer.protocol !== step.chosen) {
      throw new Mismatch(`the subprotocol "${step.chosen}"`, `"${peer.protocol}"`);
    }
  }

  #offers({ chosen, refused }: Step, protocols: readonly string[]): readonly string[] {
    const isAboutIt = chosen !== undefined || refused !== undefined;
    if (isAboutIt || this.#options.choosesPlain) return protocols;
    return protocols.filter((name) => name !== "mux.plain");
  }

  async #expect(peer: Peer, expected: Seen): Promise<void> {
    const verdict = await peer.until(() => {
      for (const [n, frame] of peer.frames.entries()) {
        if (frame.channel !== expected.channel || frame.type !== expected.type) continue;
        const names = match(expected, frame, this.#names);
        if (!names && isCount(frame)) continue;
        peer.frames.splice(n, 1);
        return { names, frame };
      }
    });
    if (!verdict?.names) {
      throw new Mismatch(this.#show(expected), verdict ? show(verdict.frame) : storyOf(peer));
    }
    this.#names = verdict.names;
  }

  /** Runs of the channel that are expected are joined as they come. */
  async #expectRun(peer: Peer, { payload, ...labels }: { payload: Parts }): Promise<void> {
    const expected = { ...labels, payload: join(payload) };
    const { channel } = fill(labels, this.#names) as Run;
    const joined = () => {
      const runs = peer.runs.filter((run) => run.channel === channel);
      return runs[0] && { ...runs[0], payload: runs.map((run) => run.payload.toHex()).join("") };
    };
    await peer.until(() => {
      const run = joined();
      return run && run.payload.length >= expected.payload.length ? run : undefined;
    });
    const run = joined();
    const names = match(expected, run, this.#names);
    if (!names) throw new Mismatch(this.#show(expected), run ? show(run) : storyOf(peer));
    this.#names = names;
    peer.runs.length = 0;
  }

  #expectNothing(peer: Peer, pattern: Seen): void {
    const frame = peer.frames.find((frame) => match(pattern, frame, this.#names));
    if (frame) throw new Mismatch(`nothing like ${show(pattern)}`, show(frame));
  }

  async #expectClosed(peer: Peer, code: number): Promise<void> {
    await peer.until(() => peer.code, this.#options.slow ? CLOSE_MS : undefined);
    if (peer.code !== code) throw new Mismatch(`a close with ${code}`, storyOf(peer));
  }

  /**
   * As much as it takes and no more: a server closes on it, and what it has not read by then would make
   * TCP drop its last words.
   */
  #flood(peer: Peer, frame: { readonly data: Parts }, beyond: number): void {
    const data = join(frame.data);
    const one = this.#complete({ ...frame, data });
    const message = JSON.stringify(Array.from({ length: FLOOD.frames }, () => one));
    for (let sent = 0; sent <= FLOOD.times * beyond; sent += FLOOD.frames * data.length) {
      peer.send(message);
    }
  }

  #runOf(step: object): Run {
    const { payload, ...labels } = fill(step, this.#names) as Omit<Run, "payload"> & {
      payload: Parts;
    };
    return { ...labels, payload: bytesOf(payload) };
  }

  #complete(frame: object): unknown {
    if (Array.isArray(frame)) return frame.map((inner) => this.#complete(inner));
    const isControl = (frame as Seen).channel === CONTROL;
    return fill(isControl ? frame : { ...this.#options.defaults, ...frame }, this.#names);
  }

  #show(expected: object): string {
    return show(fill(expected, this.#names));
  }
}

/** Counts only grow, so one that does not match may be followed by one that does. */
function isCount({ channel, type }: Seen): boolean {
  return channel === CONTROL && (type === "ack" || type === "credit");
}

function storyOf({ code, last }: Peer): string {
  const end = code === undefined ? "nothing of the kind" : `a close with ${code}`;
  return `${end}, and last ${last.slice(0, 300)}`;
}

function show(value: unknown): string {
  return JSON.stringify(value).slice(0, 300);
}
