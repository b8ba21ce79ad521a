/**
 * What it costs a server to hand one small text to each of a hundred readers.
 *
 *     deno run -A bench/fanout.ts                        all servers here, as a table
 *     deno run -A bench/fanout.ts server MODE --port P   on one host
 *     deno run -A bench/fanout.ts load HOST:P --control HOST:P+1 --mode MODE   on another
 *
 * @module
 */

import { fail, readArguments } from "./support/args.ts";
import { broadcast, type Result, type Round } from "./support/broadcast.ts";
import { type Host, host, MODES, remoteHost, serve } from "./support/host.ts";
import { describeMachine } from "./support/machine.ts";
import { median, quantile, show } from "./support/stats.ts";
import { table } from "./support/table.ts";

/** Medians of the rounds of one server, by frames in flight. */
type Figures = Map<number, { readonly cpu: number; readonly rate: number; readonly p50: number }>;

const { words: [role = "all", target = ""], ...options } = readArguments(Deno.args);
const rounds = options.number("rounds", 5);
const flights = options.list("in-flight", ["1", "32", "128"]).map(Number);
const base: Omit<Round, "inFlight"> = {
  subscribers: options.number("subscribers", 100),
  seconds: options.number("seconds", 1),
  bytes: options.number("bytes", 40),
};

if (role === "server") await serve(target, options.number("port", 8900));
else if (role === "load") await load();
else if (role === "all") await compare();
else fail(`Cannot play "${role}": want server, load, or nothing for all of it`);
Deno.exit(0);

/** One mode against a server that runs elsewhere: one JSON line for each number in flight. */
async function load() {
  const mode = options.text("mode", "mux");
  const servers = new Map([[mode, remoteHost(mode, target, options.text("control", target))]]);
  for (const [inFlight, figures] of (await measure(servers)).get(mode)!) {
    console.log(JSON.stringify({ mode, inFlight, ...figures }));
  }
}

async function compare() {
  await using stack = new AsyncDisposableStack();
  const servers = new Map<string, Host>();
  for (const mode of options.list("modes", MODES)) servers.set(mode, stack.use(await host(mode)));
  const all = await measure(servers);
  console.log(`## Fan-out: ${base.subscribers} subscribers, ${base.bytes}-byte texts\n`);
  console.log(`${await describeMachine()} Medians of ${rounds} rounds.\n`);
  const heads = flights.flatMap((n) => [`µs/delivery, ${n} in flight`, `deliveries/s`]);
  console.log(table(
    ["server", ...heads, ...flights.includes(1) ? ["p50 ms, 1 in flight"] : []],
    [...all].map(([mode, figures]) => [
      mode,
      ...flights.flatMap((n) => [show(figures.get(n)?.cpu), show(figures.get(n)?.rate)]),
      ...flights.includes(1) ? [show(figures.get(1)?.p50)] : [],
    ]),
  ));
  console.log(`\n${ratios(all)}`);
}

/** In each round every server has its turn, so that what else the machine does hits all alike. */
async function measure(servers: ReadonlyMap<string, Host>): Promise<Map<string, Figures>> {
  const all = new Map<string, Figures>([...servers.keys()].map((mode) => [mode, new Map()]));
  for (const inFlight of flights) {
    const results = new Map<string, Result[]>([...servers.keys()].map((mode) => [mode, []]));
    for (let n = 0; n < rounds; n++) {
      for (const [mode, server] of servers) {
        results.get(mode)!.push(await broadcast(mode, server, { ...base, inFlight }));
      }
    }
    for (const [mode, made] of results) {
      all.get(mode)!.set(inFlight, {
        cpu: median(made.map(({ cpu }) => cpu)),
        rate: median(made.map(({ rate }) => rate)),
        p50: median(made.map(({ latencies }) => quantile(latencies, 0.5))),
      });
    }
  }
  return all;
}

/** The bounds that docs/benchmarks.md explains, and where this run stands. */
function ratios(all: ReadonlyMap<string, Figures>): string {
  const cpu = (mode: string, n: number) => all.get(mode)?.get(n)?.cpu ?? NaN;
  const p50 = (mode: string) => all.get(mode)?.get(1)?.p50 ?? NaN;
  const rows: (readonly [what: string, ratio: number, most: number])[] = [];
  for (const n of flights.filter((n) => n > 1)) {
    rows.push([`mux ÷ Bun, CPU, ${n} in flight`, cpu("mux", n) / cpu("bun", n), 1]);
    rows.push([`mux ÷ Socket.IO, CPU, ${n} in flight`, cpu("mux", n) / cpu("socketio", n), 1 / 25]);
  }
  for (const n of flights) {
    rows.push([`plain ÷ bare Deno, CPU, ${n} in flight`, cpu("plain", n) / cpu("bare", n), 1.15]);
  }
  if (flights.includes(1)) {
    rows.push(["mux ÷ bare Deno, p50, 1 in flight", p50("mux") / p50("bare"), 1.3]);
  }
  return table(
    ["ratio", "here", "at most", "holds"],
    rows.map((
      [what, ratio, most],
    ) => [what, show(ratio), show(most), ratio <= most ? "yes" : "no"]),
  );
}
