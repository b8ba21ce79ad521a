import { Buffer } from "node:buffer";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { MISSIONS } from "../../components/lab/missions.ts";
import { readLesson } from "../../components/lab/lesson_read.ts";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { violationsOf } from "./axe.ts";
import { fetchesAgain, open, openCard, openLab, quit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

const card = (view: Window, name: string) => view.page.getByRole("region", { name, exact: true });

Deno.test({
  name: "lab: U14, U15, U16: a bet is said first, answered with why, tried, and missions see it",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(app.origin);
    await openLab(view);
    const bets = await openCard(view, "Place your bets");
    assertStringIncludes(await bets.innerText(), "hello multiplexing");
    await bets.getByRole("radio", { name: "4", exact: true }).check();
    await bets.getByRole("button", { name: "Show the answer" }).click();
    assertMatch(await bets.getByRole("status").innerText(), /You said: 4\. It is: 5\. A frame/);
    const next = bets.getByRole("button", { name: "Next bet" });
    assert(await next.evaluate((button) => button === document.activeElement), "It has the focus");
    await bets.getByRole("button", { name: "Try to break it" }).click();
    await view.log.getByText("hello multiplexing").waitFor();
    await next.click();
    await bets.getByText("Bet 2 of").waitFor();
    const missions = card(view, "Missions");
    await missions.getByText(`${MISSIONS[1]!.title} 1 of 2 steps`).waitFor();
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "lab: U10: a frame by hand is judged here, sent all the same, and answered by the server",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(app.origin);
    await openLab(view);
    const editor = await openCard(view, "Write a frame by hand");
    await editor.getByLabel("Begin with").selectOption("F5");
    await editor.getByText(/Rule F5: sequence is/).waitFor();
    await editor.getByRole("button", { name: "Send it all the same" }).click();
    await view.page.getByText(/The server answers: .*"rule":"F5"/).waitFor();
    await editor.getByLabel("Begin with").selectOption("");
    await editor.getByRole("button", { name: "Send it", exact: true }).click();
    await view.log.getByText("hello").waitFor();
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "lab: U12, U20: two roads differ in what chat waits, and a knob changes it",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(app.origin);
    await openLab(view);
    const roads = await openCard(view, "The same, on another road");
    const [slow, quick] = await roads.locator("fieldset").all();
    const waits = async (road: typeof slow) =>
      Number(/Chat waits\s+([\d.]+) s/.exec(await road!.innerText())![1]);
    assert(await waits(slow) > 2 * await waits(quick));
    await slow!.getByLabel("Who goes next").selectOption("priority");
    assert(await waits(slow) < await waits(quick));
    await view.page.getByRole("button", { name: "Send all three" }).click();
    await view.log.getByText("hello multiplexing").waitFor();
    await roads.getByLabel("What is sent").selectOption("own");
    await roads.getByText("that this page sent last").waitFor();
    assertMatch(await slow!.innerText(), /In words: .*chat.*presence/);
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "lab: U18, U19: a lesson is saved, opened, stepped and forked, with no names in it",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(app.origin);
    await openLab(view);
    await view.say("hello there");
    await view.log.getByText("hello there").waitFor();
    const lesson = await openCard(view, "Keep this lesson");
    const [download] = await Promise.all([
      view.page.waitForEvent("download"),
      lesson.getByRole("button", { name: "Save the frames as a file" }).click(),
    ]);
    const path = await download.path();
    const text = await Deno.readTextFile(path);
    const result = readLesson(text);
    assert(result.ok, result.ok ? "" : result.error.message);
    assert(text.includes('"from":"s1"'));
    await lesson.getByLabel("Open a lesson").setInputFiles(path);
    const player = card(view, "A lesson");
    await player.getByText("Before the first frame.").waitFor();
    await player.getByRole("button", { name: "One frame on" }).click();
    assertMatch(
      await player.getByRole("status").filter({ hasText: "frame" }).innerText(),
      /^frame 1: presence 1 of/,
    );
    assertStringIncludes(await player.innerText(), result.hash);
    // One frame is chosen in all of its views, which are the page's.
    await player.getByRole("listbox").getByText("Frame 1, sent").waitFor({ state: "attached" });
    await player.locator('.raw tr[aria-selected="true"][data-n="1"]').waitFor();
    await player.locator(".raw .scroll").press("f");
    await player.locator('input[type="search"]:focus').waitFor();
    await player.locator(".channels").getByText("presence").waitFor();
    await player.getByRole("button", { name: "Play the rest again" }).click();
    const fork = card(view, "As it would have been");
    await fork.getByText("Before the first frame.").waitFor();
    await fork.getByRole("button", { name: "Close" }).press("Enter");
    await fork.waitFor({ state: "detached" });
    assert(await lesson.evaluate((card) => card.contains(document.activeElement)), "Focus is back");
    const strip = card(view, "The wire").getByRole("listbox");
    await strip.press("Home");
    await card(view, "Play on from here").getByRole("button", { name: "Play the rest again" })
      .click();
    await fork.getByText("Before the first frame.").waitFor();
    await fork.getByRole("button", { name: "Close" }).press("Enter");
    const broken = { name: "x.ndjson", mimeType: "text/plain", buffer: Buffer.from("hello") };
    await lesson.getByLabel("Open a lesson").setInputFiles(broken);
    await lesson.getByRole("alert").getByText("(LF1)").waitFor();
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "lab: U20: the wire is saved as a picture, SVG and PNG, and the SVG says what is in it",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(app.origin);
    await openLab(view);
    await view.page.getByRole("button", { name: "Send all three" }).click();
    await view.log.getByText("hello multiplexing").waitFor();
    const lesson = await openCard(view, "Keep this lesson");
    const saved = async (kind: "SVG" | "PNG") => {
      const [download] = await Promise.all([
        view.page.waitForEvent("download"),
        lesson.getByRole("button", { name: `Save the wire as a picture (${kind})` }).click(),
      ]);
      assertEquals(download.suggestedFilename(), `wire.${kind.toLowerCase()}`);
      return await Deno.readFile(await download.path());
    };
    const svg = new TextDecoder().decode(await saved("SVG"));
    const { root, title, desc, width } = await view.page.evaluate((text) => {
      const { documentElement: root } = new DOMParser().parseFromString(text, "image/svg+xml");
      const [title, desc] = ["title", "desc"].map((tag) => root.querySelector(tag)?.textContent);
      return { root: root.tagName, title, desc, width: Number(root.getAttribute("width")) };
    }, svg);
    assertEquals(root, "svg");
    const count = Number(/(\d+) frames/.exec(title ?? "")?.[1]);
    assertEquals(desc?.split("\n").length, count);
    assertStringIncludes(desc!, "file 2 of 2");
    const png = await saved("PNG");
    assertEquals(new TextDecoder().decode(png.slice(1, 4)), "PNG");
    // Its width is the first number of the first chunk: two dots for each pixel.
    assertEquals(new DataView(png.buffer).getUint32(16), Math.floor(2 * width));
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "lab: U13: the frame that is chosen is shown in bytes; axe finds nothing wrong",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(app.origin);
    await openLab(view);
    await view.say("hello");
    await view.wireRows.last().click();
    await view.page.getByText("The WebSocket frame around it").waitFor();
    assertEquals(await violationsOf(view.page), []);
    await view.picture("lab");
    await view.page.setViewportSize({ width: 320, height: 800 });
    const { scroll, width } = await view.page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: innerWidth,
    }));
    assert(scroll <= width, `${scroll} of ${width}`);
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "lab: a card that cannot be loaded says so, and is loaded when asked again",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(app.origin);
    await openLab(view);
    const { page } = view;
    await page.context().setOffline(true);
    const card = page.getByRole("region", { name: "The same, on another road" });
    await card.locator("summary").click();
    await card.getByText("This could not be loaded").waitFor();
    await page.context().setOffline(false);
    await card.getByRole("button", { name: "Try again" }).click();
    if (!fetchesAgain(view)) {
      await page.reload();
      await openLab(view);
      await card.locator("summary").click();
    }
    await card.getByText("Road B").waitFor();
  },
});
