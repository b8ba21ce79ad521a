import { assertEquals } from "@std/assert";
import type { Locator } from "playwright-core";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { Class } from "./class.ts";
import { violationsOf } from "./axe.ts";
import { open, openCard, openLab, quit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** Opens the card in which channels are made. */
async function openDesigner(view: Window): Promise<Locator> {
  await openLab(view);
  return await openCard(view, "Make a channel of your own");
}

/** Makes a channel as somebody does who looks at the page. */
async function make(designer: Locator, name: string, letter: string): Promise<void> {
  await designer.getByLabel("Name").fill(name);
  await designer.getByLabel("Letter").fill(letter);
  await designer.getByLabel("Shape").selectOption("hexagon");
  await designer.getByRole("button", { name: "Make it" }).click();
}

/** Says something on a channel that is there. */
async function speak(designer: Locator, name: string, text: string): Promise<void> {
  const line = designer.getByLabel(`Say something on ${name}`);
  await line.fill(text);
  await line.press("Enter");
}

/** Waits until a page has a channel's lane, its frames and a message on it, each with its mark. */
async function hasIt({ channelRows, wireRows }: Window, name: string, text: string) {
  await channelRows.filter({ hasText: name }).getByText(text).waitFor();
  for (const rows of [channelRows, wireRows]) {
    const chip = rows.locator(`.chip[data-channel="${name}"]`).first();
    await chip.waitFor();
    assertEquals(await chip.getAttribute("data-shape"), "hexagon");
    assertEquals(await chip.locator("b").textContent(), "M");
  }
}

/** Points at the last frame of a channel in the list, and sees it in the strip, which stands still. */
async function inStrip({ page, wireRows }: Window, name: string) {
  await wireRows.filter({ hasText: "↓" }).filter({ hasText: `"channel":"${name}"` }).last().click();
  const cell = page.getByRole("listbox").locator("#cell");
  await cell.filter({ hasText: `received: ${name}` }).waitFor({ state: "attached" });
}

Deno.test({
  name:
    "U11: a channel that one makes in the lobby is everybody's, in every view, and of who comes later",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    await using two = await open(app.origin);
    const designer = await openDesigner(one);
    await make(designer, "mood", "M");
    // Its lane is there before anybody spoke on it.
    await two.channelRows.filter({ hasText: "mood" }).getByText("—").first().waitFor();
    await speak(designer, "mood", "okay");
    for (const view of [one, two]) await hasIt(view, "mood", "okay");
    const missions = one.page.getByRole("region", { name: "Missions", exact: true });
    await missions.getByText("Design a channel 3 of 3 steps").waitFor();

    await using three = await open(app.origin);
    await hasIt(three, "mood", "okay");
    const others = await openDesigner(three);
    await speak(others, "mood", "fine");
    for (const view of [one, two, three]) {
      await hasIt(view, "mood", "fine");
      await inStrip(view, "mood");
    }
    // What another made is not for them to take away, and no second one has its letter.
    assertEquals(await others.getByRole("button", { name: "Remove mood" }).count(), 0);
    await make(others, "mad", "M");
    await others.getByText("Another channel has M: choose another letter.").waitFor();
    assertEquals(await violationsOf(one.page), []);
    await one.picture("own-channel");

    await one.page.reload();
    await hasIt(one, "mood", "fine");
    await (await openDesigner(one)).getByRole("button", { name: "Remove mood" }).click();
    await others.getByLabel("Say something on mood").waitFor({ state: "detached" });
    assertEquals([...one.errors, ...two.errors, ...three.errors], []);
  },
});

Deno.test({
  name: "channels: U11: in a classroom a student makes a channel, and the teacher takes it away",
  ignore,
  async fn() {
    await using app = await startApp();
    await using school = await Class.open(app);
    const { teacher } = school;
    const ana = await school.join("Ana");
    const designer = await openDesigner(ana);
    await make(designer, "mood", "M");
    await speak(designer, "mood", "okay");
    for (const view of [ana, teacher]) await hasIt(view, "mood", "okay");
    const ben = await school.join("Ben");
    await hasIt(ben, "mood", "okay");

    await (await openDesigner(teacher)).getByRole("button", { name: "Remove mood" }).click();
    await designer.getByLabel("Say something on mood").waitFor({ state: "detached" });
    await school.power("Pause everybody").click();
    await ana.page.getByText("Your teacher has paused the room.").waitFor();
    await make(designer, "weather", "W");
    await ana.page.getByText("refused a frame (M8)").first().waitFor();
    assertEquals(school.errors, []);
  },
});
