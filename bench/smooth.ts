/**
 * How smooth the page is while frames pour in: pictures a second, and tasks that hold it up.
 *
 *     deno task bench:smooth [--rate 500] [--seconds 10]
 *
 * The wire, the table of frames and the channels are all in sight. The frames come from ten senders,
 * over the plain wire, half of them chat. Server and senders are a process of their own.
 *
 * @module
 */

import type { Page } from "playwright-core";
import { startApp } from "../tests/support/app.ts";
import { launch } from "../tests/support/chrome.ts";
import { fail, readArguments } from "./support/args.ts";
import { describeMachine } from "./support/machine.ts";
import { start } from "./support/process.ts";
import { show } from "./support/stats.ts";
import { table } from "./support/table.ts";

/** Who sends: a class, not one machine. */
const SENDERS = 10;
/** How often each of them sends, in milliseconds. */
const EVERY_MS = 20;
/** Until the ring of frames, the code and the caches are what they stay, in milliseconds. */
const WARM_UP_MS = 3_000;

const { words: [role = "page"], ...options } = readArguments(Deno.args);
const rate = options.number("rate", 500);
const seconds = options.number("seconds", 10);

if (role === "serve") await serve();
else if (role === "page") await measure();
else fail(`Cannot play "${role}": want nothing, the rest is started by it`);
Deno.exit(0);

/** Serves the app, says where, and has senders talk in its lobby for as long as the parent lives. */
async function serve() {
  const app = await startApp();
  console.log(app.origin);
  const { default: WebSocket } = await import("ws");
  const sockets = Array.from(
    { length: SENDERS },
    () => new WebSocket(`${app.origin.replace("http", "ws")}/ws`),
  );
  for (const socket of sockets) socket.on("message", () => {});
  await Promise.all(sockets.map((socket) => new Promise((open) => socket.on("open", open))));
  const begin = performance.now();
  let sent = 0;
  setInterval(() => {
    // By the clock, not by the count of turns: a late turn must not make it slower.
    const due = Math.floor((performance.now() - begin) / 1_000 * rate);
    for (; sent < due; sent++) {
      const message = Math.floor(sent / (SENDERS * 4));
      sockets[sent % SENDERS]!.send(JSON.stringify({
        channel: message % 2 ? "chat" : "file",
        messageId: `m-${message}`,
        sequence: Math.floor(sent / SENDERS) % 4,
        total: 4,
        data: "hello, all ",
      }));
    }
  }, EVERY_MS);
  await new Promise(() => {});
}

async function measure() {
  const script = new URL(import.meta.url).pathname;
  await using server = await start(Deno.execPath(), [
    ...["run", "--quiet", "--allow-all", script, "serve", "--rate", `${rate}`],
  ]);
  await using browser = await launch();
  const context = await browser.newContext({ viewport: { width: 1280, height: 1400 } });
  const page = await context.newPage();
  await page.goto(server.line);
  await page.getByRole("banner").getByText("You are").waitFor();
  await page.waitForTimeout(WARM_UP_MS);
  const { before, after, times, tasks, isInSight } = await watch(page, seconds * 1_000);
  const gaps = times.slice(1).map((at, n) => at - times[n]!).sort((a, b) => a - b);
  const worst = gaps[Math.floor(gaps.length * 0.99)] ?? NaN;
  console.log(
    `## Smoothness\n\n${await describeMachine({ withPeers: false })} ` +
      `Chromium ${browser.version()}, headless, drawn by the processor. ` +
      `Load average of the last minute: ${Deno.loadavg()[0]!.toFixed(1)}.\n`,
  );
  if (!isInSight) console.log("Not all of it was in sight.\n");
  console.log(table(
    ["frames/s in", "pictures/s", "p99 gap, ms", "tasks over 50 ms", "longest, ms"],
    [[
      show((after - before) / seconds),
      show(times.length / seconds),
      show(worst),
      `${tasks.length}`,
      show(Math.max(0, ...tasks)),
    ]],
  ));
}

/** What a page did for some time. */
interface Watched {
  /** Frames that it had seen at the beginning and at the end. */
  readonly before: number;
  readonly after: number;
  /** When pictures were drawn, and how long the tasks over 50 ms were: milliseconds. */
  readonly times: readonly number[];
  readonly tasks: readonly number[];
  readonly isInSight: boolean;
}

async function watch(page: Page, ms: number): Promise<Watched> {
  return await page.evaluate(async (ms) => {
    const count = () => Number(document.querySelector<HTMLInputElement>("[type=range]")!.max);
    const times: number[] = [];
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    });
    observer.observe({ type: "longtask" });
    const before = count();
    const end = performance.now() + ms;
    await new Promise<void>((done) => {
      const tick = (at: number) => {
        times.push(at);
        if (performance.now() < end) requestAnimationFrame(tick);
        else done();
      };
      requestAnimationFrame(tick);
    });
    observer.disconnect();
    const isInSight = [".strip", ".raw .scroll", ".channels .scroll"].every((selector) => {
      const { top, bottom } = document.querySelector(selector)!.getBoundingClientRect();
      return top < innerHeight && bottom > 0;
    });
    return { before, after: count(), times, tasks, isInSight };
  }, ms);
}
