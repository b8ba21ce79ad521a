/**
 * Windows on the running app, as people have them.
 *
 * @module
 */

import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { KEEP_AFTER_MS } from "../../components/lab/solo_kept.ts";
import { launch } from "../support/chrome.ts";

const ARTEFACTS = new URL("../../artifacts/", import.meta.url);

/** What a busy machine may take for any one thing: a test fails for what never comes, not for what
 * comes late. */
const PATIENCE_MS = 60_000;

/** The lab's cards that are closed at first. */
export const LAB_CARDS = [
  "Place your bets",
  "The same, on another road",
  "Keep this lesson",
  "Write a frame by hand",
  "Make a channel of your own",
] as const;

/** One window. */
export interface Window extends AsyncDisposable {
  readonly page: Page;
  /** What the console said that was an error, and what was thrown. */
  readonly errors: string[];
  readonly message: Locator;
  readonly log: Locator;
  readonly wireRows: Locator;
  readonly channelRows: Locator;
  say(text: string): Promise<void>;
  /** Keeps a picture of the page, outside of git. */
  picture(name: string): Promise<void>;
}

let browser: Promise<Browser> | undefined;

/** Ends the browser, once all tests of a file have run. */
export async function quit(): Promise<void> {
  await (await browser)?.close();
}

/** Opens a window and waits until the room has told it its name. */
export async function open(url: string, options: BrowserContextOptions = {}): Promise<Window> {
  const view = await visit(url, options);
  await inside(view);
  return view;
}

/** Waits until the room has told a window its name. */
export async function inside({ page }: Window): Promise<void> {
  await page.getByRole("banner").getByText("You are").waitFor();
}

/** Opens the lab, which is loaded only then. On a phone it is a part of its own. */
export async function openLab({ page }: Window): Promise<void> {
  const tab = page.getByRole("navigation", { name: "Part of the page" })
    .getByRole("button", { name: "Lab" });
  if (await tab.isVisible()) await tab.click();
  const more = page.locator("summary", { hasText: "More to try" });
  await more.scrollIntoViewIfNeeded();
  // What comes above it now would move it from under the mouse.
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".to-come")].every((it) => !it.checkVisibility())
  );
  await more.click();
  await page.getByRole("heading", { name: "Missions" }).waitFor();
}

/** Opens a card that is closed at first, and loaded when it is opened. */
export async function openCard({ page }: Window, name: string): Promise<Locator> {
  const card = page.getByRole("region", { name, exact: true });
  await card.locator("summary").click();
  await card.locator(".folded > :not(:text('Loading…'))").first().waitFor();
  return card;
}

/**
 * Whether the browser fetches a script again that failed once. Chromium 153 does not, and 156 does. Where
 * it does not, a page is loaded anew, as it says.
 */
export function fetchesAgain({ page }: Window): boolean {
  const [major] = page.context().browser()!.version().split(".");
  return Number(major) >= 156;
}

/** Opens a window at `/solo`, and waits until the browser has kept all of it. */
export async function openKept(origin: string): Promise<Window> {
  const view = await visit(`${origin}/limits`);
  // Run before the page's own scripts: it does so after a while.
  await view.page.addInitScript(`{
    const real = setTimeout;
    globalThis.setTimeout = (task, ms, ...about) => real(task, ms === ${KEEP_AFTER_MS} ? 0 : ms, ...about);
  }`);
  await view.page.goto(`${origin}/solo`);
  await inside(view);
  // It looks after the page once all is kept.
  await view.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return view;
}

/** Opens a window on any page, in a browser that knows nothing yet. */
export async function visit(url: string, options: BrowserContextOptions = {}): Promise<Window> {
  browser ??= launch();
  const context = await (await browser).newContext(options);
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(url);
  const message = page.getByRole("textbox", { name: "Message" });
  return {
    page,
    errors,
    message,
    log: page.getByRole("log"),
    wireRows: page.getByRole("region", { name: "Raw frames on one socket" }).locator("tbody tr"),
    channelRows: page.getByRole("region", { name: "Demultiplexed channels" }).locator("tbody tr"),
    async say(text) {
      await message.fill(text);
      await message.press("Enter");
    },
    async picture(name) {
      await Deno.mkdir(ARTEFACTS, { recursive: true });
      await Deno.writeFile(
        new URL(`${name}.png`, ARTEFACTS),
        await page.screenshot({ fullPage: true }),
      );
    },
    async [Symbol.asyncDispose]() {
      await context.close();
    },
  };
}
