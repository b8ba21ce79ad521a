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

/** @returns The scores of one run of a page, 0 to 100, in the order of {@linkcode CATEGORIES}. */
async function scoresOf(origin: string, { path, cookie }: Page): Promise<number[]> {
  const headers = cookie ? [`--extra-headers=${JSON.stringify({ cookie })}`] : [];
  const { success, stdout, stderr } = await new Deno.Command("npx", {
    args: [
      "--yes",
      PACKAGE,
      `${origin}${path}`,
      "--quiet",
      "--output=json",
      "--output-path=stdout",
      // What is not there is a page of ours, too.
      "--ignore-status-code",
      `--only-categories=${CATEGORIES.join()}`,
      "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
      ...headers,
      ...Deno.args,
    ],
    env: { CHROME_PATH: chromePath! },
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr).slice(-500));
  const { categories, audits } = JSON.parse(new TextDecoder().decode(stdout));
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
  return scores;
}

/** The middle one of {@linkcode RUNS} in each category. */
async function typicalScores(origin: string, page: Page): Promise<number[]> {
  const runs: number[][] = [];
  while (runs.length < RUNS) runs.push(await scoresOf(origin, page));
  return CATEGORIES.map((_, n) => runs.map((run) => run[n]!).sort((a, b) => a - b)[RUNS >> 1]!);
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
  isGood &&= scores.every((score) => score >= WANTED);
  rows.push([page.name, ...scores.map(String)]);
  console.error(rows.at(-1)!.join(" "));
}
const [load = NaN] = Deno.loadavg();
console.log(table(["page", ...CATEGORIES], rows));
console.log(
  `\n${PACKAGE}, the middle one of ${RUNS} runs. ${await describeMachine({ withPeers: false })}`,
);
console.log(`Load average of the last minute: ${load.toFixed(1)}.`);
if (!isGood) Deno.exitCode = 1;
