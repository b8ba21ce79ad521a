import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { tabTo } from "./audit.ts";
import { inside, quit, visit } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

Deno.test({
  name:
    "U27: a whole lesson by keyboard alone: join, chat, pause, step, filter, bet, export, leave",
  ignore,
  async fn() {
    await using app = await startApp();
    const { code } = await (await fetch(`${app.origin}/api/rooms`, {
      method: "POST",
      body: new URLSearchParams({ name: "Teacher" }),
    })).json();
    await using student = await visit(`${app.origin}/join`);
    const { page, log } = student;
    const { keyboard } = page;
    const press = async (name: RegExp, key = "Enter") => {
      await tabTo(page, name);
      await keyboard.press(key);
    };

    // The field for the code has the focus from the start, but not from the first instant.
    await page.locator("#code:focus").waitFor();
    await keyboard.type(code.toLowerCase());
    await keyboard.press("Enter");
    await page.getByLabel("Your name here").waitFor();
    await tabTo(page, /^Your name here/);
    await keyboard.press("Control+A");
    await keyboard.type("Ana");
    await keyboard.press("Enter");
    await inside(student);

    await tabTo(page, /^Message/);
    await keyboard.type("by keys");
    await keyboard.press("Enter");
    await log.getByText("by keys").waitFor();
    await press(/^Send all three/, "Space");
    await log.getByText("hello multiplexing").waitFor();

    await press(/^Pause the view/, "Space");
    const narrator = page.locator("p.visually-hidden[role=status][aria-atomic]");
    await press(/^One frame back/);
    assertMatch(await narrator.innerText(), /^frame \d+: /);
    const before = await narrator.innerText();
    // The wire is one stop, with arrows inside of it; F leads to the filter.
    await tabTo(page, /No frames yet|^The wire: one cell a frame/);
    await keyboard.press("ArrowLeft");
    await narrator.filter({ hasNotText: before }).waitFor();
    await keyboard.press("f");
    await page.locator("#filter-text:focus").waitFor();
    await keyboard.type("presence");
    await page.getByText(/^\d+ of \d+ frames$/).waitFor();

    await press(/^More to try/);
    await page.getByRole("heading", { name: "Missions" }).waitFor();
    await press(/^Place your bets/);
    await page.getByText("Bet 1 of").waitFor();
    await tabTo(page, /^2$/);
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowDown");
    await press(/^Show the answer/);
    const bets = page.getByRole("region", { name: "Place your bets" });
    assertStringIncludes(await bets.getByRole("status").innerText(), "It is: 5.");
    const missions = page.getByRole("region", { name: "Missions" });
    await missions.getByText("See one road 2 of 2 steps").waitFor();

    await press(/^Keep this lesson/);
    await page.getByRole("button", { name: "Save the frames as a file" }).waitFor();
    await tabTo(page, /^Save the frames as a file/);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      keyboard.press("Enter"),
    ]);
    assertEquals(download.suggestedFilename(), "lesson.ndjson");
    await press(/^Leave/);
    await page.waitForURL(/\/join$/);
    assertEquals(student.errors, []);
  },
});
