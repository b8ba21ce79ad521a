/**
 * How the cost of a delivery changes with readers, with the size of a text and with the number of
 * rooms: a table, and docs/cost.svg.
 *
 *     deno run -A bench/sweep.ts
 *
 * @module
 */

import { readArguments } from "./support/args.ts";
import { broadcast } from "./support/broadcast.ts";
import { type Host, host } from "./support/host.ts";
import { describeMachine } from "./support/machine.ts";
import { type Panel, plot } from "./support/plot.ts";
import { median, show } from "./support/stats.ts";
import { table } from "./support/table.ts";

/** One way to change the load, all else as usual. */
interface Sweep {
  readonly title: string;
  readonly values: readonly number[];
  readonly modes: readonly string[];
  load(value: number): Partial<Load>;
}

interface Load {
  /** In each room. */
  readonly subscribers: number;
  readonly bytes: number;
  readonly rooms: number;
}

const USUAL: Load = { subscribers: 100, bytes: 40, rooms: 1 };
/** Frames in flight: a busy room, where what comes together can leave together. */
const IN_FLIGHT = 32;
/** Members of all rooms together, where rooms are what changes. */
const MEMBERS = 240;

const PEERS = ["bare", "ws", "bun", "plain", "mux"];
const SWEEPS: readonly Sweep[] = [
  {
    title: "readers of a room",
    values: [10, 30, 100, 300],
    modes: PEERS,
    load: (subscribers) => ({ subscribers }),
  },
  {
    title: "bytes of a text",
    values: [40, 400, 2_000, 8_000],
    modes: PEERS,
    load: (bytes) => ({ bytes }),
  },
  {
    title: `rooms, ${MEMBERS} members in all`,
    values: [1, 4, 16, 60],
    modes: ["plain", "mux"],
    load: (rooms) => ({ rooms, subscribers: MEMBERS / rooms }),
  },
];

const options = readArguments(Deno.args);
const rounds = options.number("rounds", 3);
const seconds = options.number("seconds", 1);

const servers = new Map<string, Host>();

await all();
Deno.exit(0);

async function all(): Promise<void> {
  await using stack = new AsyncDisposableStack();
  for (const mode of PEERS) servers.set(mode, stack.use(await host(mode)));

  console.log(`## Cost of a delivery, by what is asked\n`);
  console.log(`${await describeMachine()} ${IN_FLIGHT} in flight, medians of ${rounds} rounds.\n`);
  const panels: Panel[] = [];
  for (const sweep of SWEEPS) panels.push(await run(sweep));
  const picture = new URL("../docs/cost.svg", import.meta.url);
  await Deno.writeTextFile(picture, plot(panels, "µs of CPU for each delivery"));
}

async function run({ title, values, modes, load }: Sweep): Promise<Panel> {
  const lines = modes.map((name) => ({ name, points: [] as [number, number][] }));
  for (const value of values) {
    const costs = new Map(modes.map((mode): [string, number[]] => [mode, []]));
    for (let n = 0; n < rounds; n++) {
      for (const mode of modes) {
        costs.get(mode)!.push(await cost(mode, { ...USUAL, ...load(value) }));
      }
    }
    for (const { name, points } of lines) points.push([value, median(costs.get(name)!)]);
  }
  console.log(table(
    [`µs/delivery by ${title}`, ...values.map(String)],
    lines.map(({ name, points }) => [name, ...points.map(([_, y]) => show(y))]),
  ));
  console.log();
  return { title, lines };
}

/** All rooms at once. Each sees the CPU of the whole server over its own deliveries. */
async function cost(mode: string, { rooms, ...load }: Load): Promise<number> {
  const server = servers.get(mode)!;
  const round = { ...load, seconds, inFlight: IN_FLIGHT };
  const results = await Promise.all(
    Array.from({ length: rooms }, (_, n) => {
      const url = rooms === 1 ? server.url : `${server.url}?room=${n}`;
      return broadcast(mode, { ...server, url }, round);
    }),
  );
  return 1 / results.reduce((sum, { cpu }) => sum + 1 / cpu, 0);
}
