import { assert, assertEquals } from "@std/assert";
import { soloTexts } from "../../components/texts/solo.ts";
import { texts } from "../../components/texts/page.ts";
import engineer from "../../components/texts/engineer.ts";
import simple from "../../components/texts/simple.ts";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { violationsOf } from "./axe.ts";
import { open, openCard, openLab, quit } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

Deno.test({
  name:
    "words: U30: the page speaks simpler or more exact words at once, remembers it, and loses nothing",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(app.origin, { viewport: { width: 320, height: 800 } });
    const { page } = view;
    const choose = async (level: string) => {
      await page.getByRole("button", { name: "Settings" }).click();
      await page.getByLabel("Words").selectOption(level);
      await page.keyboard.press("Escape");
    };
    const intro = page.locator("p.intro");
    assertEquals(await intro.innerText(), texts.intro);
    await view.say("frames of mine");
    await view.message.fill("a draft");
    await openLab(view);
    const editor = await openCard(view, "Write a frame by hand");
    await editor.getByLabel("One frame, as JSON").fill("{}");

    for (const [level, pack] of [["simple", simple], ["engineer", engineer]] as const) {
      await choose(level);
      await page.getByText(pack.missions!.wait!.steps!.behind!).waitFor();
      await editor.getByText(pack.cards!.editor!.fixes!.F2!).waitFor();
      assertEquals(await editor.getByLabel("One frame, as JSON").inputValue(), "{}");
      assertEquals(await page.evaluate(() => document.documentElement.lang), "en");
      assertEquals(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      assertEquals(await violationsOf(page), []);
    }
    const tabs = page.getByRole("navigation", { name: "Part of the page" });
    await tabs.getByRole("button", { name: "Chat" }).click();
    assertEquals(await view.message.inputValue(), "a draft");
    await page.reload();
    await intro.getByText(engineer.intro!).waitFor();
    await page.getByRole("button", { name: "Settings" }).click();
    assertEquals(await page.getByLabel("Words").inputValue(), "engineer");
    await page.goto(`${app.origin}/solo`);
    await intro.getByText(engineer.solo!).waitFor();
    await choose("standard");
    await intro.getByText(soloTexts.solo).waitFor();
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "words: U30: words that cannot be loaded are told, and the page goes on in those it has",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(app.origin);
    const { page } = view;
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByLabel("Words").waitFor();
    await page.context().setOffline(true);
    await page.getByLabel("Words").selectOption("simple");
    await page.getByRole("alert").getByText("This could not be loaded").waitFor();
    assertEquals(await page.getByLabel("Words").inputValue(), "standard");
    assert(await page.getByText(texts.intro).isVisible());
  },
});
