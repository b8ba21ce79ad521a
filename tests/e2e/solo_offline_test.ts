import { Buffer } from "node:buffer";
import { assertEquals } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { inside, LAB_CARDS, openCard, openKept, openLab, quit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** A window that has been at `/solo` once, and whose server and network are gone since. */
async function offline(): Promise<Window> {
  await using app = await startApp();
  const view = await openKept(app.origin);
  const context = view.page.context();
  // What a browser has by chance does not count.
  await (await context.newCDPSession(view.page)).send("Network.clearBrowserCache");
  await context.setOffline(true);
  return view;
}

Deno.test({
  name: "solo: U19, U26: after one visit the page works without server and network, all of it",
  ignore,
  async fn() {
    await using view = await offline();
    const { page } = view;
    await page.reload();
    await inside(view);
    await page.getByText("3 people here").waitFor();
    await view.say("is anybody there?");
    await view.log.getByText(/robin|wren/).first().waitFor();

    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByLabel("Colours").selectOption("dark");
    for (const words of ["engineer", "simple", "standard"]) {
      await page.getByLabel("Words").selectOption(words);
      await page.locator("p.intro").getByText(WORDS[words]!).waitFor();
    }
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Show the waits/ }).click();
    await page.locator(".chart canvas").waitFor();
    await view.wireRows.filter({ hasText: '"data":"' }).last().click();
    await page.getByText("Why is this here?").first().waitFor();

    await openLab(view);
    for (const name of LAB_CARDS) await openCard(view, name);
    const lesson = page.getByRole("region", { name: "Keep this lesson", exact: true });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      lesson.getByRole("button", { name: "Save the frames as a file" }).click(),
    ]);
    const buffer = Buffer.from(await Deno.readFile(await download.path()));

    // Another day: nothing of it is in this page any more.
    await page.reload();
    await inside(view);
    assertEquals(await page.locator("html").getAttribute("data-theme"), "dark");
    await openLab(view);
    await openCard(view, "Keep this lesson");
    const file = { name: "lesson.ndjson", mimeType: "application/x-ndjson", buffer };
    await lesson.getByLabel("Open a lesson").setInputFiles(file);
    const player = page.getByRole("region", { name: "A lesson", exact: true });
    await player.getByText("Before the first frame.").waitFor();
    await player.getByLabel("Speed").selectOption("64");
    await player.getByRole("button", { name: "Play", exact: true }).click();
    const { frames, hash } = JSON.parse(buffer.toString().split("\n", 1)[0]!);
    await player.locator(`[aria-valuetext="frame ${frames} of ${frames}"]`).waitFor();
    await player.getByText(`All of it ends in ${hash}`).waitFor();
    assertEquals(view.errors, []);
  },
});

/** Of the first words of the page, at each level. */
const WORDS: Readonly<Record<string, string>> = {
  engineer: "a service worker keeps this page",
  simple: "if your browser can keep this page",
  standard: "if your browser can keep it",
};
