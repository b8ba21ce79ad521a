import { assert, assertEquals } from "@std/assert";
import type { BrowserContextOptions } from "playwright-core";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { inside, open, quit, visit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** Chooses something in the settings, and closes them. */
async function choose({ page }: Window, setting: string, choice: string): Promise<void> {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByLabel(setting).selectOption(choice);
  await page.keyboard.press("Escape");
  await page.getByLabel(setting).waitFor({ state: "hidden" });
}

/** Opens a page that notes when a cell is drawn right of the strip: there a travelling one begins. */
async function watched(url: string, options: BrowserContextOptions): Promise<Window> {
  const view = await visit(`${url}/limits`, options);
  await view.page.addInitScript(() => {
    const { prototype } = CanvasRenderingContext2D;
    const { fillText } = prototype;
    prototype.fillText = function (text, x, ...rest) {
      if (x > this.canvas.clientWidth) document.documentElement.dataset["travelled"] = "yes";
      fillText.call(this, text, x, ...rest);
    };
  });
  await view.page.goto(url);
  await inside(view);
  return view;
}

/** Whether cells travel when a line is said. */
async function travels(view: Window): Promise<boolean> {
  const { page } = view;
  await page.evaluate(() => delete document.documentElement.dataset["travelled"]);
  const rows = await view.wireRows.count();
  await view.say("a");
  await view.wireRows.nth(rows + 1).waitFor();
  return await page.evaluate(() => document.documentElement.dataset["travelled"] === "yes");
}

Deno.test({
  name:
    "access: C6: cells travel unless the system or the person says no, and the person has the last word",
  ignore,
  async fn() {
    await using app = await startApp();
    await using calm = await watched(app.origin, { reducedMotion: "reduce" });
    assertEquals(await travels(calm), false);
    await choose(calm, "Movement", "frames travel");
    assertEquals(await travels(calm), true);
    await using lively = await watched(app.origin, { reducedMotion: "no-preference" });
    assertEquals(await travels(lively), true);
    await choose(lively, "Movement", "none");
    assertEquals(await travels(lively), false);
    // It is remembered.
    await lively.page.reload();
    await inside(lively);
    assertEquals(await travels(lively), false);
    assertEquals([...calm.errors, ...lively.errors], []);
  },
});

Deno.test({
  name: "access: C2: how much is spoken is a choice, which is remembered",
  ignore,
  async fn() {
    await using app = await startApp();
    await using other = await open(app.origin);
    await using one = await open(app.origin);
    const narrator = one.page.locator("p.visually-hidden[role=status][aria-atomic]");
    await choose(one, "Spoken", "chat, and each message");
    await other.page.getByRole("combobox", { name: "I am" }).selectOption("away");
    await narrator.filter({ hasText: /^presence from \w+: away$/ }).waitFor();
    await choose(one, "Spoken", "nothing by itself");
    await one.page.reload();
    await inside(one);
    assertEquals(await one.log.getAttribute("aria-live"), "off");
    // What somebody steps to is still said.
    await one.page.getByRole("button", { name: "One frame back" }).click();
    await narrator.filter({ hasText: /^frame \d+: / }).waitFor();
    assertEquals(one.errors, []);
  },
});

Deno.test({
  name: "access: C2: a line of one's own comes into the log once, when the room has it",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    await one.log.evaluate((log) => {
      const added: string[] = [];
      new MutationObserver((records) => {
        for (const { addedNodes } of records) {
          for (const node of addedNodes) added.push(node.textContent ?? "");
        }
        log.dataset["added"] = JSON.stringify(added);
      }).observe(log, { childList: true, subtree: true, characterData: true });
    });
    await one.say("only once");
    await one.log.getByText("only once").waitFor();
    const added: string[] = JSON.parse(await one.log.getAttribute("data-added") ?? "[]");
    assertEquals(added.filter((text) => text.includes("only once")).length, 1);
    assert(added.every((text) => !text.includes("on its way")), added.join());
  },
});

Deno.test({
  name:
    "access: C6: while it sends a file the page keeps the screen awake, and warns before it is closed",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await visit(`${app.origin}/limits`);
    const { page } = one;
    await page.addInitScript(() => {
      const count = (by: number) => {
        const { dataset } = document.documentElement;
        dataset["awake"] = `${Number(dataset["awake"] ?? 0) + by}`;
      };
      const request = () => {
        count(1);
        return Promise.resolve({ release: () => count(-1) });
      };
      Object.defineProperty(navigator, "wakeLock", { value: { request } });
    });
    await page.goto(app.origin);
    await inside(one);
    // As slow as a modem, so that it lasts.
    await page.getByRole("combobox", { name: "My line", exact: true }).selectOption("64 kbit/s");
    await page.getByLabel(/^Send a real file/).setInputFiles({
      name: "notes.bin",
      mimeType: "application/octet-stream",
      // Node's Buffer is what the driver knows.
      buffer: (await import("node:buffer")).Buffer.alloc(200_000),
    });
    await page.getByText("Sending notes.bin").waitFor();
    await page.locator("html[data-awake='1']").waitFor();
    const warned = page.waitForEvent("dialog").then((dialog) => {
      // The click ends when the question is answered.
      dialog.dismiss();
      return dialog.type();
    });
    await page.getByRole("link", { name: /^Alone\?/ }).click({ noWaitAfter: true });
    assertEquals(await warned, "beforeunload");
    await page.getByRole("combobox", { name: "My line", exact: true }).selectOption("as it is");
    await page.getByRole("button", { name: /^Save notes.bin/ }).waitFor();
    await page.locator("html[data-awake='0']").waitFor();
    await page.getByRole("link", { name: /^Alone\?/ }).click();
    await page.waitForURL(/\/solo$/);
    assertEquals(one.errors, []);
  },
});
