/**
 * Clients that talk all the time and listen to each other, over `connect()` as everybody uses it.
 *
 * @module
 */

import { connect, type Connection, webSocket } from "../../../lib/connect.ts";
import { systemClock } from "../../../lib/clock.ts";
import type { Clock } from "../../../lib/link.ts";
import { Ledger } from "./ledger.ts";
import { Random } from "./random.ts";

/** How often each says something, in milliseconds, on the average. */
const EVERY_MS = 200;

/** Bytes of a file, at the most: some runs of it are on their way when the server ends. */
const MAX_FILE_BYTES = 40_000;

/** What a client says, and how often in so many words. */
const WORDS = [[24, "line"], [12, "long"], [8, "typing"], [1, "file"]] as const;

/** Clients wait so many times shorter than others do before they come back: a run takes minutes. */
const HASTE = 8;

const HASTY: Clock = {
  now: () => systemClock.now(),
  after: (ms, task) => systemClock.after(ms / HASTE, task),
};

/** See the module's description. */
export class Talkers implements Disposable {
  readonly lines: Ledger;
  readonly files: Ledger;
  /** Whatever clients were told to be wrong, gaps included; and files that are not what was sent. */
  readonly troubles: string[] = [];
  readonly #clients: Connection[] = [];
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** @param Socket The class of their sockets. */
  constructor(count: number, seed: number, url: string, Socket: typeof WebSocket) {
    this.lines = new Ledger(count);
    this.files = new Ledger(count);
    for (let n = 0; n < count; n++) {
      this.#clients.push(this.#join(n, new Random(seed, n), url, Socket));
    }
  }

  /** Whether all are connected. */
  get areBack(): boolean {
    return this.#clients.every(({ state }) => state.phase === "open");
  }

  /** Whether everybody knows what became of all they said, and has heard what others said. */
  get areDone(): boolean {
    return [this.lines, this.files].every((ledger) =>
      ledger.settled === ledger.said && ledger.isComplete
    );
  }

  /** Grows as long as anything comes. */
  get progress(): number {
    return [this.lines, this.files].reduce((sum, { heard, settled }) => sum + heard + settled, 0);
  }

  /** They say nothing more. */
  hush(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  [Symbol.dispose](): void {
    this.hush();
    for (const client of this.#clients) client.close();
  }

  #join(who: number, random: Random, url: string, Socket: typeof WebSocket): Connection {
    const client = connect({
      socket: webSocket(url, Socket),
      clock: HASTY,
      random: Math.random,
      read: { chat: "oldest", file: "oldest" },
    });
    client.onTrouble((trouble) => {
      if (trouble.type !== "unsure") this.troubles.push(JSON.stringify(trouble));
    });
    client.channel("chat").onMessage(({ text, offset }) => {
      const [sender, n, word] = text.split(" ");
      // Frames of long ones take turns with the lines behind them.
      this.lines.hear(who, Number(sender), Number(n), offset, word === "line");
    });
    client.channel("file").onMessage(({ text, bytes, offset }) => {
      const [sender, n, length] = text.split(" ").map(Number);
      this.files.hear(who, sender!, n!, offset, false);
      if (!isFile(bytes!, sender!, n!, length!)) {
        this.troubles.push(`file ${text} is not as it was`);
      }
    });
    let n = 0;
    const talk = () => {
      this.#say(client, who, n++, random);
      this.#timers.set(who, setTimeout(talk, 2 * EVERY_MS * random.next()));
    };
    this.#timers.set(who, setTimeout(talk, EVERY_MS * random.next()));
    return client;
  }

  #say(client: Connection, who: number, n: number, random: Random): void {
    const word = random.weighted(WORDS);
    if (word === "typing") client.channel("typing").send("");
    else if (word === "file") {
      const length = random.below(MAX_FILE_BYTES);
      const head = `${who} ${n} ${length} `;
      const { acked } = client.channel("file").sendBytes(head, fileOf(who, n, length));
      this.files.say(who, n, acked);
    } else {
      const text = `${who} ${n} ${word} ${"and so on ".repeat(random.below(8))}`;
      const { acked } = client.channel("chat").send(text, word === "long" ? { size: 9 } : {});
      this.lines.say(who, n, acked);
    }
  }
}

/** Bytes that are no other file's. */
function fileOf(who: number, n: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => who * 31 + n * 7 + at * 13 + (at >> 8));
}

function isFile(bytes: Uint8Array, who: number, n: number, length: number): boolean {
  const wanted = fileOf(who, n, length);
  return bytes.length === length && bytes.every((byte, at) => byte === wanted[at]);
}
