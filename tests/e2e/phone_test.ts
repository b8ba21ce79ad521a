import { assert, assertEquals, assertMatch } from "@std/assert";
import type { BrowserContextOptions, Page } from "playwright-core";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { open, quit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

const SMALL = { width: 320, height: 700 };
const UPRIGHT = { width: 390, height: 844 };
const TURNED = { width: 844, height: 390 };

/** Shows a part of the page. */
async function show({ page }: Window, part: string): Promise<void> {
  await page.locator(".tabs").getByRole("button", { name: part, exact: true }).click();
}

/** A phone on which some dozens of frames were seen, with the list of them in front. */
async function phone(origin: string, options: BrowserContextOptions): Promise<Window> {
  const view = await open(origin, { isMobile: true, hasTouch: true, ...options });
  await view.say("a line of some twenty frames. ".repeat(6).trim());
  await view.page.getByRole("button", { name: "Send all three" }).click();
  await show(view, "Frames");
  await view.wireRows.filter({ hasText: "EFGH" }).filter({ hasText: "↓" }).waitFor();
  return view;
}

/** The numbers of the rows that are seen from end to end, and how high each row is. */
async function rowsInSight(page: Page): Promise<{ numbers: number[]; heights: string[] }> {
  return await page.locator(".raw .scroll").evaluate((box) => {
    const { top, bottom } = box.getBoundingClientRect();
    const rows = [...box.querySelectorAll<HTMLElement>("tr[data-n]")];
    const seen = rows.filter((row) => {
      const at = row.getBoundingClientRect();
      return at.top >= top - 1 && at.bottom <= bottom + 1;
    });
    return {
      numbers: seen.map((row) => Number(row.dataset["n"])),
      heights: [...new Set(rows.map((row) => row.getBoundingClientRect().height.toFixed(2)))],
    };
  });
}

Deno.test({
  name: "U28 no table lies to the side of a phone, and each row of the frames says what they carry",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await phone(app.origin, { viewport: SMALL });
    const { page } = view;
    const row = view.wireRows.filter({ hasText: "EFGH" }).filter({ hasText: "↓" });
    const seen = (await row.innerText()).replaceAll(/\s+/g, " ");
    assertMatch(seen, /^\d+ ↓ received F file \w+ file-\d+ 2\/2 "data":"EFGH"/);
    const code = (await row.locator("code").boundingBox())!;
    assert(code.x + 90 < SMALL.width, "the data is in sight");
    await page.getByRole("button", { name: "Table instead" }).click();
    await page.locator(".twin tbody tr").first().waitFor();
    const widths = await page.locator(".stack:visible").evaluateAll((boxes) =>
      boxes.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
    );
    assertEquals(widths, [0, 0, 0]);
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "U4 list: rows of two lines are of one height, and none is lost in a list of many",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await phone(app.origin, { viewport: SMALL });
    const { page } = view;
    const box = page.locator(".raw .scroll");
    await page.getByRole("button", { name: "Pause this list" }).click();
    const all = parseInt(await page.locator(".raw .buttons small").innerText());
    assert(all > 80, "more than are there at a time");
    const { heights } = await rowsInSight(page);
    assertEquals(heights.length, 1);
    const height = Number(heights[0]);
    for (const first of [0, Math.floor(all / 2)]) {
      await box.evaluate((box, top) => box.scrollTop = top, first * height);
      await page.waitForFunction(
        (n) => document.querySelector(`tr[data-n="${n}"]`)?.checkVisibility(),
        first + 1,
      );
      assertEquals((await rowsInSight(page)).numbers[0], first + 1);
    }
    const whole = await box.evaluate((box) => box.scrollHeight);
    assert(Math.abs(whole - all * height) <= 1, `${whole} for ${all} rows of ${height}`);
  },
});

Deno.test({
  name: "U28 a phone that is turned, and turned back, keeps part, place, list and chosen frame",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await phone(app.origin, { viewport: UPRIGHT });
    const { page } = view;
    await page.getByRole("button", { name: "Pause this list" }).click();
    await page.locator(".raw .scroll").evaluate((box) => box.scrollTop = box.scrollHeight / 2);
    await page.locator("#raw-title").evaluate((title) =>
      // Below the wire, which sticks.
      scrollTo(0, scrollY + title.getBoundingClientRect().top - 200)
    );
    const middle = (await rowsInSight(page)).numbers[2]!;
    await page.locator(`tr[data-n="${middle}"]`).click();
    const place = async () => {
      // Two pictures later the page stands still.
      await page.evaluate(() =>
        new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      );
      const { y } = (await page.locator("#raw-title").boundingBox())!;
      const selected = page.locator("tr[aria-selected=true]");
      assertEquals(await selected.getAttribute("data-n"), `${middle}`);
      const { numbers } = await rowsInSight(page);
      assert(numbers.includes(middle), `${middle} is not in sight: ${numbers}`);
      return { y, first: numbers[0]! };
    };
    const before = await place();
    for (const [viewport, how] of [[TURNED, "turned"], [UPRIGHT, "turned back"]] as const) {
      await page.setViewportSize(viewport);
      const now = await place();
      // What is on top of the screen stays there; the title is further down, below the wire.
      assert(Math.abs(now.y - before.y) < 64, `${how}: from ${before.y} to ${now.y}`);
      assert(Math.abs(now.first - before.first) <= 1, `${how}: from ${before.first}`);
    }
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "U3 a phone's strip shows the frame that is chosen, however far it is from the last",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await phone(app.origin, { viewport: SMALL });
    const { page } = view;
    const strip = page.getByRole("listbox", { name: /^The wire/ });
    for (let n = 0; n < 9; n++) await strip.press("ArrowLeft");
    const left = await page.getByRole("dialog", { name: /^Frame / }).evaluate((popover) =>
      parseFloat(getComputedStyle(popover).getPropertyValue("--left"))
    );
    const cells = (await strip.boundingBox())!;
    const card = (await page.locator(".road").boundingBox())!;
    assert(left >= cells.x - card.x && left < card.width, `${left}`);
  },
});

Deno.test({
  name:
    "U27 F leads to the filter from any part of a phone's page, and a frame that closes to the wire",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(app.origin, { viewport: UPRIGHT });
    const { page } = view;
    const strip = page.getByRole("listbox", { name: /^The wire/ });
    // At once: the list of frames is rendered when its part is chosen.
    for (const part of ["Chat", "Lab", "Frames"]) {
      await show(view, part);
      await strip.press("f");
      await page.locator("#filter-text:focus").waitFor();
      assertEquals(await page.locator("main").getAttribute("data-tab"), "frames");
    }
    await strip.press("ArrowLeft");
    const frame = page.getByRole("dialog", { name: /^Frame / });
    for (const close of ["Enter", "Escape"]) {
      await strip.press("ArrowLeft");
      await frame.getByRole("button", { name: "Close" }).press(close);
      await frame.waitFor({ state: "detached" });
      assertEquals(await strip.evaluate((cells) => cells === document.activeElement), true);
    }
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name:
    "near: a link into the page leads there, whatever part it is in and whenever that is rendered",
  ignore,
  async fn() {
    await using app = await startApp();
    for (const viewport of [UPRIGHT, { width: 768, height: 700 }, { width: 1280, height: 700 }]) {
      for (const id of ["raw-title", "experiments-title"]) {
        await using view = await open(`${app.origin}/#${id}`, { viewport });
        const title = view.page.locator(`#${id}`);
        await title.waitFor();
        // All of it is there, and nothing moves any more.
        await view.page.locator(".to-come").first().waitFor({ state: "detached" });
        await view.page.getByText("A file in frames").waitFor({ state: "attached" });
        const road = (await view.page.locator(".road").boundingBox())!;
        const end = road.y + road.height;
        const { y } = (await title.boundingBox())!;
        const atEnd = await view.page.evaluate(() =>
          scrollY + innerHeight >= document.documentElement.scrollHeight - 1
        );
        assert(y >= end && (y < end + 50 || atEnd), `${id}: ${y}, after ${end}`);
      }
    }
  },
});

Deno.test({
  name:
    "chat: who looks at another part of a phone is told of new lines, finds them, and keeps the focus",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin, { viewport: UPRIGHT, isMobile: true, hasTouch: true });
    await using two = await open(app.origin);
    const { page } = one;
    for (let n = 0; n < 12; n++) await two.say(`line ${n}`);
    await page.locator(".log").getByText("line 11").waitFor();
    await show(one, "Lab");
    await two.say("are you there?");
    const tab = page.locator(".tabs").getByRole("button", { name: /^Chat/ });
    await tab.getByText("1 new").waitFor();
    await page.locator(".log .mark").waitFor({ state: "attached" });
    await tab.click();
    await tab.getByText("1 new").waitFor({ state: "detached" });
    await page.locator(".log .mark").waitFor({ state: "detached" });

    await page.locator(".log").evaluate((log) => log.scrollTop = 0);
    await two.say("and now?");
    await page.locator(".jump").press("Enter");
    await page.locator(".jump").waitFor({ state: "detached" });
    assert(await page.locator(".log").evaluate((log) => log === document.activeElement));
    assert(await page.locator(".log").getByText("and now?").isVisible());
  },
});

Deno.test({
  name: "U28 no word of a title is cut in two where a phone's text is twice as large",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(app.origin, { viewport: SMALL });
    const { page } = view;
    await page.evaluate(() => document.documentElement.style.fontSize = "200%");
    for (const part of ["Chat", "Frames", "Lab"]) {
      await show(view, part);
      const cut = await page.locator("h2:visible").evaluateAll((titles) =>
        titles.flatMap((title) => {
          const text = title.firstChild!;
          return [...text.textContent!.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            return range.getClientRects().length > 1 ? word : [];
          });
        })
      );
      assertEquals(cut, [], part);
    }
  },
});
