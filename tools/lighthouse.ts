/**
 * Google's Lighthouse on every page, as a table. It is no dependency: `npx` fetches it when it is asked
 * for. The browser is the one that the tests use.
 *
 *     deno task lighthouse [--preset desktop]
 *
 * Ends with 1 if a category of a page is below {@linkcode WANTED}.
 *
 * @module
 */

import { describeMachine } from "../bench/support/machine.ts";
import { table } from "../bench/support/table.ts";
import { startApp } from "../tests/support/app.ts";
import { chromePath } from "../tests/support/chrome.ts";

/** Of 100, in each category. */
const WANTED = 95;

/** Runs of each page, of which the middle one counts: how long a start takes varies by half. */
const RUNS = 3;

/** The last one that runs on Node 20. */
const PACKAGE = "lighthouse@12.8.2";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;

interface Page {
  readonly name: string;
  readonly path: string;
  readonly cookie?: string;
}

/** How many times Lighthouse counts the time of each task, by itself. */
const SLOWDOWN = 4;

/**
 * That makes the phone that it means of a desktop of 1500 to 2000 by its own benchmark (its
 * docs/throttling.md). A slower machine, or one whose speed changes while it is measured, is asked to
 * calibrate: this is what the phone itself would have.
 */
const PHONE_INDEX = 1750 / SLOWDOWN;

interface Scores {
  /** 0 to 100, in the order of {@linkcode CATEGORIES}. */
  readonly of: readonly number[];
  /** How many times the time of each task was counted. */
  readonly slowdown: number;
}

/** What Lighthouse prints for a page. */
async function lighthouse(url: string, args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("npx", {
    args: ["--yes", PACKAGE, url, "--quiet", ...args, ...Deno.args],
    env: { CHROME_PATH: chromePath! },
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr).slice(-500));
  return new TextDecoder().decode(stdout);
}

/** Opens a page once, and judges what was seen for a phone of {@linkcode PHONE_INDEX}. */
async function scoresOf(origin: string, { path, cookie }: Page): Promise<Scores> {
  const folder = await Deno.makeTempDir();
  const headers = cookie ? [`--extra-headers=${JSON.stringify({ cookie })}`] : [];
  const common = [
    // What is not there is a page of ours, too.
    "--ignore-status-code",
    `--only-categories=${CATEGORIES.join()}`,
    ...headers,
  ];
  const chrome = "--chrome-flags=--headless=new --no-sandbox --disable-gpu";
  await lighthouse(`${origin}${path}`, [...common, `--gather-mode=${folder}`, chrome]);
  // The slowdown is simulated, after the visit: so the speed that the machine had in it can decide.
  const file = `${folder}/artifacts.json`;
  const artifacts = JSON.parse(await Deno.readTextFile(file));
  const slowdown = Math.max(1, Math.min(SLOWDOWN, artifacts.BenchmarkIndex / PHONE_INDEX));
  artifacts.settings.throttling.cpuSlowdownMultiplier = slowdown;
  await Deno.writeTextFile(file, JSON.stringify(artifacts));
  const { categories, audits } = JSON.parse(
    await lighthouse(`${origin}${path}`, [
      ...common,
      `--audit-mode=${folder}`,
      `--throttling.cpuSlowdownMultiplier=${slowdown}`,
      "--output=json",
    ]),
  );
  await Deno.remove(folder, { recursive: true });
  const scores = CATEGORIES.map((name) => Math.round(100 * categories[name].score));
  CATEGORIES.forEach((name, n) => {
    if (scores[n] === 100) return;
    for (const { id, weight } of categories[name].auditRefs) {
      const { score, title, displayValue = "", details } = audits[id];
      if (weight === 0 || score === null || score >= 0.9) continue;
      const [where = ""] = details?.items ?? [];
      console.error(`${path}, ${name}: ${title} ${displayValue} ${JSON.stringify(where)}`);
    }
  });
  return { of: scores, slowdown };
}

/** The middle one. */
const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** The middle one of {@linkcode RUNS} in each category. */
async function typicalScores(origin: string, page: Page): Promise<Scores> {
  const runs: Scores[] = [];
  while (runs.length < RUNS) runs.push(await scoresOf(origin, page));
  return {
    of: CATEGORIES.map((_, n) => middle(runs.map((run) => run.of[n]!))),
    slowdown: middle(runs.map((run) => run.slowdown)),
  };
}

if (!chromePath) Deno.exit(1);
await using app = await startApp();
const opened = await fetch(`${app.origin}/api/rooms`, {
  method: "POST",
  body: new URLSearchParams({ name: "Teacher" }),
});
const { code, token } = await opened.json();
const cookie = `mux=${token}`;
const pages: Page[] = [
  { name: "lobby", path: "/" },
  { name: "join", path: "/join" },
  { name: "create", path: "/rooms" },
  { name: "limits", path: "/limits" },
  { name: "rules", path: "/protocol" },
  { name: "name form", path: `/r/${code}` },
  { name: "classroom", path: `/r/${code}`, cookie },
  { name: "solo", path: "/solo" },
  { name: "board", path: `/r/${code}/board`, cookie },
  { name: "nothing there", path: "/nowhere" },
];
const rows: string[][] = [];
let isGood = true;
for (const page of pages) {
  const scores = await typicalScores(app.origin, page);
  isGood &&= scores.of.every((score) => score >= WANTED);
  rows.push([page.name, ...scores.of.map(String), `${scores.slowdown.toFixed(1)}×`]);
  console.error(rows.at(-1)!.join(" "));
}
const [load = NaN] = Deno.loadavg();
console.log(table(["page", ...CATEGORIES, "slowdown"], rows));
console.log(
  `\n${PACKAGE}, the middle one of ${RUNS} runs. ${await describeMachine({ withPeers: false })}`,
);
console.log(`Load average of the last minute: ${load.toFixed(1)}.`);
if (!isGood) Deno.exitCode = 1;
