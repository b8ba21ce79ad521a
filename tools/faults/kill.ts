/**
 * The server is killed (SIGKILL) at random moments while twenty clients talk, and started again on the
 * same folder. The clients come back by themselves. Nothing that was acked may be missing, and nothing
 * may come twice or out of order.
 *
 * @module
 */

import { median } from "../../bench/support/stats.ts";
import { exactly, type Fault, type Figure, told } from "./support/fault.ts";
import type { Ledger } from "./support/ledger.ts";
import { Random } from "./support/random.ts";
import { type Life, startLife } from "./support/life.ts";
import { Talkers } from "./support/talkers.ts";

const TIMES = 100;
const SHORT_TIMES = 5;
const CLIENTS = 20;
/** Of so many kills one comes whoever is back by then; the others once all are. */
const EARLY = 2;
/** How long after that, in milliseconds, at the most. */
const EARLY_MS = 1_000;
const LATE_MS = 500;
/** How long nothing at all may come while clients are waited for, in milliseconds. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 50;

/** What is killed. */
export interface KillOptions {
  readonly times: number;
  readonly clients: number;
  readonly seed: number;
  readonly note: (line: string) => void;
  /** Starts the server with these environment variables beside others. */
  readonly start: (env: Readonly<Record<string, string>>) => Promise<Life>;
}

/** See the module's description. */
export async function kill(options: KillOptions): Promise<readonly Figure[]> {
  const { times, clients, seed, note, start } = options;
  const random = new Random(seed, -1);
  const data = await Deno.makeTempDir({ prefix: "kill-" });
  const settings = { MUX_DATA: data, MUX_LIMITS: "off", MUX_LOBBY: "on" };
  const { default: WebSocket } = await import("ws");
  /** Logs of servers that ended without being killed. */
  const ends: string[] = [];
  let isKilled = false;
  const begin = async (env: Record<string, string>) => {
    const life = await start({ ...settings, ...env });
    isKilled = false;
    life.log.then((log) => isKilled || ends.push(log));
    return life;
  };
  let life = await begin({ PORT: "0" });
  const port = `${life.port}`;
  const talkers = new Talkers(clients, seed, `ws://127.0.0.1:${port}/ws`, WebSocket as never);
  const away: number[] = [];
  /** Waits as long as anything comes. What has not come by then is counted as missing. */
  const until = async (goal: "areBack" | "areDone") => {
    let progress = -1;
    for (let end = 0; !talkers[goal]; await pause(LOOK_MS)) {
      if (talkers.progress > progress) end = performance.now() + PATIENCE_MS;
      progress = talkers.progress;
      if (performance.now() > end) return note(`nothing came for ${PATIENCE_MS / 1_000} s`);
    }
  };
  try {
    for (let n = 1; n <= times; n++) {
      if (n % EARLY === 0) await pause(EARLY_MS * random.next());
      else {
        const began = performance.now();
        await until("areBack");
        if (n > 1) away.push(performance.now() - began);
        await pause(LATE_MS * random.next());
      }
      isKilled = true;
      await life.kill();
      life = await begin({ PORT: port });
      if (n % 10 === 0) note(`killed ${n} times, ${talkers.lines.said} lines were said`);
    }
    await until("areBack");
    talkers.hush();
    await until("areDone");
  } finally {
    talkers[Symbol.dispose]();
    isKilled = true;
    await life.kill();
    await Deno.remove(data, { recursive: true });
  }
  for (const trouble of new Set([...ends, ...talkers.troubles])) note(trouble);
  for (const word of [...talkers.lines.missing(), ...talkers.files.missing()]) note(word);
  return [
    told("kills", times),
    exactly("times that the server ended by itself", ends.length, 0),
    told("clients", clients),
    ...figures("lines", talkers.lines),
    ...figures("files", talkers.files),
    exactly(
      "gaps and errors that clients were told, and files that had changed",
      talkers.troubles.length,
      0,
    ),
    told("from the start of the server until all are back, median", median(away), "ms"),
  ];
}

function figures(what: string, ledger: Ledger): Figure[] {
  const { said, acked, unsure, missing, twice, disorder } = ledger.verdict();
  return [
    told(`${what} said`, said),
    told(`${what} acked`, acked),
    told(`${what} of which nobody can know`, unsure),
    exactly(`${what} acked and missing at somebody`, missing, 0),
    exactly(`${what} that came twice`, twice, 0),
    exactly(`${what} out of order`, disorder, 0),
  ];
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const fault: Fault = ({ seed, short, times, note }) =>
  kill({
    times: times ?? (short ? SHORT_TIMES : TIMES),
    clients: CLIENTS,
    seed,
    note,
    start: startLife,
  });

export default fault;
