/**
 * A real browser for tests: `CHROME_PATH`, else an installed Chrome or Chromium, else the one that an
 * npm package carries. `BROWSER=required` turns "none found" from a skip into a failure.
 *
 * @module
 */

import type { Browser } from "playwright-core";
import { needs } from "./needs.ts";

/** A shell that has no windows does the same with half of the processor's time, so it is first. */
const INSTALLED = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** Quiet, and without a look-up of anything outside: a test talks to this machine alone. */
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Not a literal in `import()`, so that its 66 MB are fetched only where nothing else is found. */
const CARRIED = "npm:@sparticuz/chromium@^153.0.0";

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** Begins the name of the folder that {@linkcode CARRIED} is unpacked into. */
const UNPACKED = "carried-chromium-";

/**
 * The package unpacks into TMPDIR and takes any `chromium` that it finds there, so it gets its own. The
 * next file of tests comes here too, in the same process, and finds it.
 */
async function unpackCarried(): Promise<string> {
  if (!Deno.env.get("TMPDIR")?.includes(UNPACKED)) {
    Deno.env.set("TMPDIR", await Deno.makeTempDir({ prefix: UNPACKED }));
  }
  const { default: chromium } = await import(CARRIED);
  return await chromium.executablePath();
}

async function find(): Promise<string | undefined> {
  const chosen = Deno.env.get("CHROME_PATH");
  if (chosen) return chosen;
  const installed = INSTALLED.find(exists);
  if (installed) return installed;
  // It is built for this platform alone.
  if (Deno.build.os !== "linux" || Deno.build.arch !== "x86_64") return undefined;
  return await unpackCarried().catch(() => undefined);
}

/**
 * The browser's driver looks for a file there to tell what Linux it is on, and Deno lets nobody see
 * that folder who was not started with `-A`.
 */
function maySeeProc(): boolean {
  try {
    Deno.statSync("/proc/sys");
    return true;
  } catch (error) {
    return !(error instanceof Deno.errors.NotCapable);
  }
}

const GRANTED = !needs("net", "env", "read", "write", "run", "sys").ignore && maySeeProc();

/** Where the browser is, or `undefined`: then browser tests are skipped by name. */
export const chromePath: string | undefined = GRANTED ? await find() : undefined;

if (GRANTED && !chromePath) {
  const line = "No browser found: install Chrome or Chromium, or set CHROME_PATH to one";
  if (Deno.env.get("BROWSER") === "required") throw new Error(line);
  console.warn(`${line}. Browser tests are skipped.`);
}

/** Starts the browser. */
export async function launch(): Promise<Browser> {
  const { chromium } = await import("playwright-core");
  // Without a language, as on a bare machine, some builds name one that no `Intl` knows.
  const env = { ...Deno.env.toObject(), LANG: "en_US.UTF-8" };
  return await chromium.launch({ executablePath: chromePath!, args: ARGS, env });
}
