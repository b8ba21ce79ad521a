import { assert, assertEquals, assertMatch } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { violationsOf } from "./axe.ts";
import { open, quit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

const strip = (view: Window) => view.page.getByRole("listbox", { name: /^The wire/ });
const popover = (view: Window) => view.page.getByRole("dialog", { name: /^Frame / });
const spoken = (view: Window) => view.page.locator("p[role=status].visually-hidden");

/** A window in which all three channels were used. */
async function used(origin: string): Promise<Window> {
  const view = await open(origin, { viewport: { width: 1280, height: 900 } });
  await view.page.getByRole("button", { name: "Send all three" }).click();
  await view.wireRows.filter({ hasText: "↓" }).filter({ hasText: "EFGH" }).first().waitFor();
  return view;
}

Deno.test({
  name: "U3 a frame of the strip opens by pointer, stays while it is read, and Esc closes it",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await used(app.origin);
    await strip(one).scrollIntoViewIfNeeded();
    const box = (await strip(one).boundingBox())!;
    // The last cell, in the lower lane: what came is below.
    await one.page.mouse.move(box.x + box.width - 20, box.y + box.height * 0.75);
    await popover(one).getByText(/file 2 of 2 from/).waitFor();
    await popover(one).getByText("Why is this here?").waitFor();
    await popover(one).hover();
    await one.page.keyboard.press("Escape");
    await popover(one).waitFor({ state: "detached" });
    await strip(one).focus();
    await one.page.keyboard.press("ArrowLeft");
    await popover(one).waitFor();
    assertEquals(await violationsOf(one.page), []);
    await one.picture("popover");
    await one.page.keyboard.press("Escape");
    await popover(one).waitFor({ state: "detached" });
    assertEquals(one.errors, []);
  },
});

Deno.test({
  name: "U27 Esc in the filter clears its text, and where there is none, closes the frame",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await used(app.origin);
    const { page } = one;
    const filter = page.locator("#filter-text");
    await strip(one).press("End");
    await popover(one).waitFor();
    await page.keyboard.press("f");
    await page.locator("#filter-text:focus").waitFor();
    await page.keyboard.type("EFGH");
    await page.keyboard.press("Escape");
    assertEquals(await filter.inputValue(), "");
    await one.wireRows.filter({ hasText: "ABCD" }).first().waitFor();
    assertEquals(await popover(one).count(), 1);
    await page.keyboard.press("Escape");
    await popover(one).waitFor({ state: "detached" });
    await page.locator("tr[aria-selected=true]").waitFor({ state: "detached" });
    assertEquals(await filter.evaluate((field) => field === document.activeElement), true);
    assertEquals(one.errors, []);
  },
});

Deno.test({
  name: "U27 Esc closes the frame under the list from within, and the list has the focus",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await used(app.origin);
    const { page } = one;
    const detail = page.locator(".detail");
    await one.wireRows.filter({ hasText: "ABCD" }).first().click();
    for (const inside of [detail.locator("code"), detail.getByRole("button", { name: "Copy" })]) {
      await inside.focus();
      await page.keyboard.press("Escape");
      await detail.waitFor({ state: "detached" });
      const list = page.getByRole("region", { name: "Raw frames on one socket" });
      assert(await list.evaluate((box) => box === document.activeElement));
      await page.keyboard.press("ArrowUp");
    }
    assertEquals(one.errors, []);
  },
});

Deno.test({
  name: "U6, U27 what the keys choose is marked in strip, list and channels, and is narrated",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await used(app.origin);
    await strip(one).focus();
    await one.page.keyboard.press("End");
    const row = one.page.locator("tr[aria-selected=true]");
    await row.waitFor();
    assertMatch(await row.innerText(), /file-\d+\s+2\/2/);
    const kin = one.channelRows.and(one.page.locator("[data-kin=true]"));
    await kin.first().waitFor();
    assertEquals(await kin.count(), 1);
    assertEquals(await one.page.locator(".piece[data-selected=true]").innerText(), "EFGH");
    await spoken(one).filter({ hasText: "frame" }).waitFor({ state: "attached" });
    assertMatch(await spoken(one).innerText(), /^frame \d+: file 2 of 2 from \w+, after file 1$/);
    // From the list to the strip.
    await one.wireRows.filter({ hasText: "ABCD" }).filter({ hasText: "↓" }).click();
    await one.page.getByRole("option", { selected: true }).filter({ hasText: "file 1/2" })
      .waitFor({ state: "attached" });
    // And from a piece of a message.
    await one.channelRows.getByText("lexi").click();
    await one.page.getByRole("option", { selected: true }).filter({ hasText: "chat 4/5" })
      .waitFor({ state: "attached" });
    await strip(one).focus();
    await one.page.keyboard.press("f");
    await one.page.locator("#filter-text:focus").waitFor();
  },
});

Deno.test({
  name: "U18 paused, stepped and scrubbed, the channels are those of the frames up to there",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await used(app.origin);
    await one.page.getByRole("button", { name: "Pause the view" }).click();
    const file = one.channelRows.filter({ hasText: /file-\d/ });
    await file.getByText("2 of 2").waitFor();
    await one.page.getByRole("button", { name: "One frame back" }).click();
    await file.getByText("1 of 2").waitFor();
    await file.getByText("#1 not here").waitFor();
    await one.page.getByRole("slider", { name: "Position" }).fill("1");
    await file.waitFor({ state: "detached" });
    await one.page.getByRole("button", { name: "One frame on" }).click();
    await one.page.getByLabel("Speed").selectOption("64×");
    await one.page.getByRole("button", { name: "Play", exact: true }).click();
    await file.getByText("2 of 2").waitFor();
    await one.page.getByRole("button", { name: "Pause the view" }).waitFor();
    const play = one.page.getByRole("button", { name: "Play", exact: true });
    assert(await play.evaluate((button) => button === document.activeElement), "It has the focus");
  },
});

Deno.test({
  name: "U18, U27 a step goes on from the frame that was chosen on the strip",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await used(app.origin);
    const position = one.page.getByRole("slider", { name: "Position" });
    assertEquals(await strip(one).getByRole("option").innerText(), "No frame is chosen.");
    await strip(one).focus();
    await one.page.keyboard.press("Home");
    const on = one.page.getByRole("button", { name: "One frame on" });
    await on.click();
    assertEquals(await position.inputValue(), "2");
    const back = one.page.getByRole("button", { name: "One frame back" });
    for (let n = 0; n < 3; n++) await back.click();
    assertEquals(await position.inputValue(), "1");
  },
});

Deno.test({
  name: "U4 the list is filtered, stands still when asked, and says how much is new",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await used(app.origin);
    await one.page.getByLabel("Channel", { exact: true }).selectOption("file");
    await one.page.getByLabel("Direction").selectOption("↑ sent");
    await one.page.getByText(/^2 of \d+ frames$/).waitFor();
    await one.page.getByLabel("Text", { exact: true }).fill("efg");
    assertEquals(await one.wireRows.count(), 1);
    await one.wireRows.first().click();
    await one.page.locator(".detail").getByText(/this message's turn|went on|Why is this here/)
      .first().waitFor();
    for (const label of ["Channel", "Direction"]) {
      await one.page.getByLabel(label, { exact: true }).selectOption({ index: 0 });
    }
    await one.page.getByLabel("Text", { exact: true }).fill("");
    // It stands still for what was chosen.
    await one.page.getByRole("button", { name: /jump to now/i }).click();
    await one.page.getByRole("button", { name: "Pause this list" }).click();
    const before = await one.wireRows.count();
    await one.page.getByRole("button", { name: "Send fake file" }).click();
    await one.page.getByRole("button", { name: "4 new, jump to now" }).click();
    await one.wireRows.nth(before + 3).waitFor();
  },
});

/** The list of raw frames, with more in it than it has room for. */
async function longList(view: Window) {
  for (let n = 0; n < 4; n++) {
    await view.page.getByRole("button", { name: "Send all three" }).click();
  }
  await view.page.locator(".raw .buttons").getByText(/^(7|8|9)\d frames|^1\d\d frames/).waitFor();
  return view.page.getByRole("region", { name: "Raw frames on one socket" });
}

Deno.test({
  name: "C5 a row that is chosen in the list stays where it is while frames come",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await used(app.origin);
    await longList(one);
    const row = one.wireRows.nth(-4);
    await row.click();
    const chosen = one.page.locator(".raw tr[aria-selected=true]");
    const { y } = (await chosen.boundingBox())!;
    await one.page.getByRole("button", { name: "Send all three" }).dispatchEvent("click");
    // Of those before, the last may have come after the click.
    const fresh = one.page.getByRole("button", { name: /^(18|19|2\d) new, jump to now/ });
    await fresh.waitFor();
    assertEquals((await chosen.boundingBox())!.y, y);
    await fresh.click();
    await one.page.getByRole("button", { name: "Pause this list" }).waitFor();
  },
});

Deno.test({
  name:
    "U27 the keys of the list: it stands still, goes to its ends and to the filter, and lists them",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await used(app.origin);
    const list = await longList(one);
    const chosen = one.page.locator(".raw tr[aria-selected=true]");
    const pause = one.page.getByRole("button", { name: "Pause this list" });
    const jump = one.page.getByRole("button", { name: /[Jj]ump to now/ });
    await list.press(" ");
    await jump.waitFor();
    await list.press(" ");
    await pause.waitFor();
    await list.press("Home");
    await jump.waitFor();
    assertEquals(await chosen.getAttribute("aria-rowindex"), "2", "The first, after the head");
    const top = (await list.boundingBox())!.y;
    assert((await chosen.boundingBox())!.y > top, "It is in sight");
    await list.press("ArrowDown");
    await list.locator("[aria-rowindex='3'][aria-selected=true]").waitFor();
    await list.press("End");
    await pause.waitFor();
    assertEquals(await chosen.count(), 0);
    const last = (await one.wireRows.last().boundingBox())!;
    const box = (await list.boundingBox())!;
    assert(last.y + last.height <= box.y + box.height, "The last is in sight");
    await list.press("f");
    await one.page.locator("#filter-text:focus").waitFor();
    await list.press("Control+f");
    assert(await list.evaluate((list) => list === document.activeElement), "Not with Ctrl");
    for (const [part, card] of [[list, ".raw"], [strip(one), ".wire"]] as const) {
      await part.press("?");
      await one.page.locator(`${card} .keys[open] summary:focus`).waitFor();
    }
    assertEquals(await violationsOf(one.page), []);
    assertEquals(one.errors, []);
  },
});

Deno.test({
  name: "U4 list: a frame's text has the whole width of the list, and rows are of one height",
  ignore,
  async fn() {
    await using app = await startApp();
    for (const width of [1024, 1280, 1920]) {
      await using one = await open(app.origin, { viewport: { width, height: 900 } });
      await one.say("a line of some twenty frames. ".repeat(3).trim());
      await one.wireRows.filter({ hasText: "↓" }).nth(20).waitFor();
      const list = await one.page.locator(".raw .scroll").evaluate((box) => {
        const rows = [...box.querySelectorAll("tr[data-n]")];
        return {
          room: box.clientWidth,
          wide: box.scrollWidth,
          texts: rows.map((row) => row.lastElementChild!.clientWidth),
          // Where the data ends: nothing of it is left out.
          ends: [...box.querySelectorAll("td:last-child .labels")].map(({ nextSibling }) => {
            const data = document.createRange();
            data.setStart(nextSibling!, 0);
            data.setEnd(nextSibling!, nextSibling!.textContent!.indexOf(",") + 1);
            return data.getBoundingClientRect().right - box.getBoundingClientRect().left;
          }),
          heights: new Set(rows.map((row) => row.getBoundingClientRect().height.toFixed(2))).size,
        };
      });
      assertEquals([list.wide, list.heights], [list.room, 1], `${width} pixels wide`);
      assertEquals(new Set(list.texts), new Set([list.room]), `${width} pixels wide`);
      assertEquals(list.ends.filter((end) => end > list.room), [], "the data is in sight");
    }
  },
});

Deno.test({
  name: "U29 the strip is a table when that is asked for",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await used(app.origin);
    await one.page.getByRole("button", { name: "Table instead" }).click();
    const rows = one.page.getByRole("region", { name: /^The last frames/ }).locator("tbody tr");
    assertMatch((await rows.last().innerText()).replaceAll(/\s+/g, " "), /received F file .* 2\/2/);
    assertEquals(await violationsOf(one.page), []);
  },
});

Deno.test({
  name: "U8 the number of the lesson: chat waits for a file one at a time, and not in turn",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin, { viewport: { width: 1280, height: 900 } });
    const number = one.page.locator(".lesson dd");
    const measure = async (order: string) => {
      await one.page.getByLabel("Who goes next").selectOption(order);
      await one.page.getByRole("button", { name: "Send a file, and chat beside it" }).click();
      await number.filter({ hasText: /^[\d.]+ m?s(?! so far)/ }).waitFor();
      const [, value, unit] = /^([\d.]+) (ms|s)/.exec(await number.innerText())!;
      return Number(value) * (unit === "s" ? 1_000 : 1);
    };
    const alone = await measure("one message at a time");
    const inTurn = await measure("take turns");
    assert(alone > 2 * inTurn, `${alone} ms, in turn ${inTurn} ms`);
    await number.getByText("one message at a time:").waitFor();
    await one.page.getByRole("button", { name: "Show the waits" }).click();
    await one.page.locator(".chart canvas").waitFor();
    assertEquals(await violationsOf(one.page), []);
    await one.picture("waits");
    assertEquals(one.errors, []);
  },
});

Deno.test({
  name: "U8 by hand: frames leave one by one",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    await one.page.getByLabel("Pace").selectOption("by hand, step by step");
    await one.page.getByRole("button", { name: "Send all three" }).click();
    await one.page.getByText("9 frames waiting for a turn").waitFor();
    const step = one.page.getByRole("region", { name: "Turn the knobs" })
      .getByRole("button", { name: "Send one frame" });
    for (const left of [8, 7, 6]) {
      await step.click();
      await one.page.getByText(`${left} frames waiting for a turn`).waitFor();
    }
    await spoken(one).getByText(/^frame \d+: file 1 of 2 from you/).waitFor();
    const sent = one.wireRows.filter({ hasText: "↑" });
    await sent.filter({ hasText: "ABCD" }).waitFor();
    assertEquals(
      (await sent.locator("td:nth-child(4)").allInnerTexts()).slice(-3).map((text) =>
        text.trim().split(/\s/)[0]
      ),
      ["C", "P", "F"],
    );
  },
});

Deno.test({
  name: "U28 a frame that is open stays within the page when it is turned or made narrower",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await used(app.origin);
    await strip(one).press("ArrowLeft");
    await popover(one).waitFor();
    await one.page.setViewportSize({ width: 320, height: 800 });
    const { x, width } = (await popover(one).boundingBox())!;
    assert(x >= 0 && x + width <= 320, `from ${x} to ${x + width}`);
    assertEquals(await one.page.evaluate(() => document.documentElement.scrollWidth), 320);
  },
});

Deno.test({
  name:
    "U3, U8 the wire stays in sight while one sends, turns knobs and steps, and takes a quarter",
  ignore,
  async fn() {
    await using app = await startApp();
    for (const [width, height] of [[1366, 650], [390, 750], [320, 640]] as const) {
      await using one = await open(app.origin, { viewport: { width, height } });
      const { page } = one;
      const lab = page.locator(".tabs").getByRole("button", { name: "Lab" });
      if (await lab.isVisible()) await lab.click();
      const pace = page.getByLabel("Pace");
      await pace.selectOption("by hand, step by step");
      await page.getByRole("heading", { name: "How long does chat wait?" }).evaluate((title) =>
        title.scrollIntoView()
      );
      const road = (await page.locator(".road").boundingBox())!;
      const end = road.y + road.height;
      assert(road.y >= 0 && end <= height * 0.26, `${width}: from ${road.y} to ${end}`);
      const cells = (await strip(one).boundingBox())!;
      assert(cells.y >= road.y && cells.y + cells.height <= end);
      // What has the focus is not under it (2.4.11).
      await page.getByLabel("Chunk size").focus();
      assert((await page.getByLabel("Chunk size").boundingBox())!.y >= end, `${width}`);
      const wire = page.getByRole("region", { name: "The wire" });
      await wire.getByRole("button", { name: "Send one frame" }).click();
    }
    // Where it would take too much, as at 200 %, it scrolls away with the rest.
    await using low = await open(app.origin, { viewport: { width: 640, height: 400 } });
    await low.page.locator(".people").scrollIntoViewIfNeeded();
    const road = (await low.page.locator(".road").boundingBox())!;
    assert(road.y + road.height < 0, `${road.y}`);
  },
});

Deno.test({
  name: "U3 a phone's first screen has the strip, and a button by which three channels share it",
  ignore,
  async fn() {
    await using app = await startApp();
    const viewport = { width: 390, height: 750 };
    await using one = await open(app.origin, { viewport, isMobile: true, hasTouch: true });
    const three = one.page.getByRole("button", { name: "See three channels share it" });
    const { y, height } = (await three.boundingBox())!;
    assert(y + height < viewport.height, `${y}`);
    await three.click();
    await one.page.getByRole("button", { name: "Table instead" }).click();
    const rows = one.page.getByRole("region", { name: /^The last frames/ }).locator("tbody tr");
    await rows.filter({ hasText: "received" }).filter({ hasText: "file-" }).first().waitFor();
    const sent = await rows.filter({ hasText: "sent" }).locator("td:nth-child(3)").allInnerTexts();
    const letters = sent.map((text) => text.trim()[0]).join("");
    assert(letters.includes("CPF"), letters);
  },
});
