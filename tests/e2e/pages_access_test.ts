import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { type Running, startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { faultsOf, hiddenFocus } from "./audit.ts";
import { violationsOf } from "./axe.ts";
import { inside, LAB_CARDS, open, openCard, openLab, quit, visit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** Goes to each page, and into each state of it, and has it looked at there. */
async function walk(
  { origin }: Running,
  { page, ...rest }: Window,
  look: (name: string) => Promise<void>,
) {
  for (
    const path of [
      "/join",
      "/join?code=7kw",
      "/rooms",
      "/limits",
      "/protocol",
      "/nowhere",
      "/r/777777",
    ]
  ) {
    await page.goto(`${origin}${path}`);
    await look(path);
  }
  await page.goto(`${origin}/rooms`);
  await page.getByRole("button", { name: "Create a room" }).click();
  await page.waitForURL(/\/board$/);
  await page.getByText("Your own link.").click();
  await look("board");
  await page.getByRole("link", { name: "Open the classroom" }).click();
  await inside({ page, ...rest });
  await page.getByRole("button", { name: "Pause everybody" }).click();
  await page.getByText("You have paused the room").waitFor();
  await look("teacher");
  await openLab({ page, ...rest });
  for (const name of LAB_CARDS) await openCard({ page, ...rest }, name);
  await look("teacher, lab");
  await page.getByRole("button", { name: "Leave" }).click();
  await page.waitForURL(/\/join$/);
  await page.goBack();
  await page.getByLabel("Your name here").waitFor();
  await look("name");
  await page.goto(`${origin}/solo`);
  await page.getByText("3 people here").waitFor();
  await openLab({ page, ...rest });
  await page.getByRole("button", { name: "One frame back" }).click();
  await look("solo, lab, paused");
  await page.goto(origin);
  await inside({ page, ...rest });
  await look("lobby");
}

const LOOKS = [
  { name: "1280 px, light", viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  {
    name: "320 px, dark, by touch",
    viewport: { width: 320, height: 640 },
    hasTouch: true,
    colorScheme: "dark",
  },
  {
    name: "200 % zoom, more contrast",
    viewport: { width: 640, height: 400 },
    deviceScaleFactor: 2,
    contrast: "more",
    colorScheme: "dark",
  },
  { name: "text twice as large, 390 px", viewport: { width: 390, height: 844 }, fontSize: 32 },
] as const;

for (const { name, ...looks } of LOOKS) {
  Deno.test({
    name: `access: no page or state has a fault that can be measured, ${name}`,
    ignore,
    async fn() {
      const { fontSize, ...options } = { fontSize: 16, ...looks };
      await using app = await startApp();
      await using view = await visit(`${app.origin}/join`, { ...options, reducedMotion: "reduce" });
      const browser = await view.page.context().newCDPSession(view.page);
      await browser.send("Page.setFontSizes", { fontSizes: { standard: fontSize } });
      await walk(app, view, async (state) => {
        assertEquals(await violationsOf(view.page), [], state);
        assertEquals(await faultsOf(view.page), [], state);
      });
    },
  });
}

Deno.test({
  name: "access: the focus is always seen, by an outline, and never under the bar on top",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(`${app.origin}/solo`);
    await openLab(view);
    for (const name of LAB_CARDS) await openCard(view, name);
    assertEquals(await hiddenFocus(view.page, 75), []);
  },
});

Deno.test({
  name: "access: each page has a title of its own",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await visit(app.origin);
    const titles = [];
    for (
      const path of [
        "/",
        "/join",
        "/rooms",
        "/limits",
        "/protocol",
        "/solo",
        "/r/777777",
        "/nowhere",
      ]
    ) {
      await view.page.goto(`${app.origin}${path}`);
      titles.push(await view.page.title());
    }
    assertEquals(new Set(titles).size, titles.length);
    assert(titles.every((title) => title.endsWith("Mini Multiplexed Chat")), titles.join());
  },
});

Deno.test({
  name:
    "access: in forced colours letters, states and what is chosen are there without our colours",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(app.origin, { forcedColors: "active" });
    await view.say("hello");
    await view.wireRows.last().click();
    await view.picture("forced-colours");
    const look = (selector: string) =>
      view.page.locator(selector).first().evaluate((element) => {
        const { color, backgroundColor, borderTopStyle, outlineStyle } = getComputedStyle(element);
        const border = getComputedStyle(element, "::before").borderTopWidth;
        return { color, backgroundColor, borderTopStyle, outlineStyle, border };
      });
    // The colours of the system, on a ground of the system's: ours would be too near to some of them.
    const [letter, text] = [await look(".chip b"), await look("body")];
    assertEquals(letter.color, text.color);
    assertEquals(letter.backgroundColor, text.backgroundColor);
    assertNotEquals(letter.color, letter.backgroundColor);
    // That one is connected is a full circle, not a ring.
    assert(parseFloat((await look(".pill[data-phase=open]")).border) > 3);
    assertEquals((await look("tr[aria-selected=true]")).outlineStyle, "solid");
    assertEquals((await look("button[aria-pressed=true]")).borderTopStyle, "double");
    await view.page.emulateMedia({ forcedColors: "none", contrast: "more" });
    const edge = await view.page.locator(".card").first().evaluate((card) =>
      getComputedStyle(card).borderTopWidth
    );
    assertEquals(edge, "2px");
  },
});
