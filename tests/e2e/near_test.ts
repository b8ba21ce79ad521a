import { assert, assertEquals } from "@std/assert";
import type { BrowserContextOptions, Page } from "playwright-core";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { fetchesAgain, inside, quit, visit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

const PHONE = { width: 390, height: 844 };

/** Run before the page's own scripts: nothing comes by itself after a while. */
const WITHOUT_SOON = `{
  const real = setTimeout;
  globalThis.setTimeout = (task, ms, ...about) => ms === 3_000 || ms === 10_000 ? 0 : real(task, ms, ...about);
}`;

/** A window in the lobby in which only what somebody is near to is rendered. */
async function unhurried(origin: string, options: BrowserContextOptions = {}): Promise<Window> {
  const view = await visit(`${origin}/limits`, options);
  await view.page.addInitScript(WITHOUT_SOON);
  await view.page.goto(origin, { waitUntil: "networkidle" });
  await inside(view);
  return view;
}

/** Goes to the lobby, whose scripts do not come before the function that is returned is called. */
async function asleep(page: Page, origin: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/*.js", async (route) => {
    await promise;
    await route.continue();
  });
  await page.goto(origin, { waitUntil: "commit" });
  return resolve;
}

Deno.test({
  name: "near: knobs and experiments are loaded when somebody scrolls to where they are",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await unhurried(app.origin);
    const { page } = view;
    const [size, run] = [page.getByLabel("Chunk size"), page.getByText("A file in frames")];
    assertEquals([await size.count(), await run.count()], [0, 0]);
    await page.getByRole("heading", { name: "Turn the knobs" }).scrollIntoViewIfNeeded();
    await size.waitFor();
    await run.waitFor();
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "near: what somebody unfolds before the page is alive is loaded when it is",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await visit(`${app.origin}/limits`);
    const { page } = view;
    const wake = await asleep(page, app.origin);
    await page.locator("summary", { hasText: "More to try" }).click();
    wake();
    await page.getByRole("heading", { name: "Missions" }).waitFor();
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name:
    "near: a phone renders its list of frames when that part is chosen, with all that came before",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await unhurried(app.origin, { viewport: PHONE });
    const { page } = view;
    await view.say("hello");
    await view.log.getByText("hello").waitFor();
    const frames = page.locator(".part[data-part=frames]");
    assertEquals(await frames.locator("*").count(), 0);
    await page.getByRole("button", { name: "Frames", exact: true }).click();
    await view.wireRows.getByText('"hell"').first().waitFor();
    await view.channelRows.getByText("hello", { exact: true }).waitFor();
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name:
    "near: a link inside the page leads into a part that a phone never showed, with the focus, each time",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await unhurried(app.origin, { viewport: PHONE });
    const { page } = view;
    await page.evaluate(() => {
      const link = document.createElement("a");
      link.href = "#raw-title";
      link.textContent = "to the frames";
      document.querySelector("main")!.prepend(link);
    });
    const title = page.locator("#raw-title");
    assertEquals(await title.count(), 0);
    for (const time of ["first", "second"]) {
      await page.getByRole("link", { name: "to the frames" }).click();
      await page.locator("#raw-title:focus").waitFor();
      // Below the wire, which stays in sight.
      const road = (await page.locator(".road").boundingBox())!;
      const y = (await title.boundingBox())!.y - road.y - road.height;
      assert(y >= 0 && y < 60, `the ${time} time: ${y}`);
      await page.getByRole("button", { name: "Chat", exact: true }).click();
      await title.waitFor({ state: "hidden" });
    }
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "near: after a while all of it is there, for who searches the page or prints it",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await visit(app.origin, { viewport: PHONE });
    await inside(view);
    const part = (name: string) => view.page.locator(`.part[data-part=${name}]`);
    await part("lab").getByLabel("Chunk size").waitFor({ state: "attached" });
    await part("lab").getByText("A file in frames").waitFor({ state: "attached" });
    await part("frames").locator("table").first().waitFor({ state: "attached" });
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "near: a phone's list of frames that was rendered unseen is at its end when it is shown",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await visit(app.origin, { viewport: PHONE });
    await inside(view);
    const { page } = view;
    await page.locator(".part[data-part=frames] table").first().waitFor({ state: "attached" });
    const tab = (name: string) => page.getByRole("button", { name, exact: true }).click();
    for (
      const text of ["a line of some twenty frames, so that there are more of them", "at last"]
    ) {
      await tab("Chat");
      await view.say(text.repeat(text.length > 9 ? 8 : 1));
      await view.log.getByText(text).waitFor();
      await tab("Frames");
      await view.wireRows.filter({ hasText: '"data"' }).last().waitFor();
      const box = page.getByRole("region", { name: "Raw frames on one socket" });
      await page.waitForFunction(
        ([box]) => box!.scrollHeight - box!.scrollTop - box!.clientHeight < 24,
        [await box.elementHandle()],
      );
    }
    await page.getByRole("button", { name: "Pause this list" }).click();
    assertEquals(await view.wireRows.count() > 20, true);
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "near: what could not be loaded says so under its own title, and is there when tried again",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await unhurried(app.origin);
    const { page } = view;
    await page.context().setOffline(true);
    const card = page.getByRole("region", { name: "Turn the knobs" });
    await card.scrollIntoViewIfNeeded();
    const again = card.getByRole("button", { name: "Try again" });
    await again.waitFor();
    await again.focus();
    await page.keyboard.press("Enter");
    await card.getByText("This could not be loaded").waitFor();
    assertEquals(await again.evaluate((button) => button === document.activeElement), true);
    await page.context().setOffline(false);
    await page.keyboard.press("Enter");
    if (!fetchesAgain(view)) await page.reload();
    await card.scrollIntoViewIfNeeded();
    await card.getByLabel("Chunk size").waitFor();
  },
});

Deno.test({
  name: "near: all parts are on paper, from a phone too, and no tabs",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await visit(app.origin, { viewport: PHONE });
    await inside(view);
    const { page } = view;
    await page.getByLabel("Chunk size").waitFor({ state: "attached" });
    await page.emulateMedia({ media: "print" });
    assertEquals(await page.getByLabel("Chunk size").isVisible(), true);
    assertEquals(
      await page.getByRole("heading", { name: "Raw frames on one socket" }).isVisible(),
      true,
    );
    assertEquals(await page.locator("nav.tabs").isVisible(), false);
  },
});

Deno.test({
  name: "near: settings that were opened before the page was alive are there when it is",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await visit(`${app.origin}/limits`);
    const { page } = view;
    const wake = await asleep(page, app.origin);
    await page.getByRole("button", { name: "Settings" }).click();
    wake();
    await page.getByLabel("Colours").selectOption("dark");
    assertEquals(await page.locator("html").getAttribute("data-theme"), "dark");
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "near: parts come to life in the elements that the server wrote, under whoever types there",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await visit(`${app.origin}/limits`);
    const { page } = view;
    const typed = Promise.withResolvers<void>();
    await page.route("**/*.js", async (route) => {
      await typed.promise;
      await route.continue();
    });
    await page.goto(app.origin, { waitUntil: "commit" });
    await view.message.pressSequentially("early");
    const written = await page.evaluateHandle(() => [...document.querySelectorAll("main section")]);
    assertEquals(await written.evaluate((all) => all.length > 6), true);
    typed.resolve();
    await inside(view);
    assertEquals(
      await written.evaluate((all) => all.filter((part) => !part.isConnected).length),
      0,
    );
    assertEquals(await page.evaluate(() => document.activeElement?.id), "draft");
    await page.keyboard.type(" bird");
    await page.keyboard.press("Enter");
    await view.log.getByText("early bird").waitFor();
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "near: a link into what nobody has opened unfolds it, and leads there, with the focus",
  ignore,
  async fn() {
    await using app = await startApp();
    for (const viewport of [{ width: 1280, height: 800 }, PHONE]) {
      await using view = await visit(`${app.origin}/#editor-title`, { viewport });
      const { page } = view;
      await inside(view);
      await page.getByRole("textbox", { name: "One frame, as JSON" }).waitFor();
      await page.locator("summary:focus #editor-title").waitFor();
      await page.waitForFunction(() => {
        const { top, bottom } = document.getElementById("editor-title")!.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      });
      // And back to what is folded up itself, for which there is a part.
      await page.evaluate(() => location.hash = "own-title");
      await page.getByRole("textbox", { name: "Address of your server" }).waitFor();
      assertEquals(view.errors, []);
    }
  },
});
