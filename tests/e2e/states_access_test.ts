import { Buffer } from "node:buffer";
import { assertEquals } from "@std/assert";
import type { Locator } from "playwright-core";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { allFaultsOf } from "./audit.ts";
import { Class, part } from "./class.ts";
import { inside, open, openCard, openLab, quit, visit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** Nothing in what a page shows now may have a fault, in either theme. */
async function look({ page }: Window, state: string): Promise<void> {
  assertEquals(await allFaultsOf(page), [], state);
}

const button = (parent: Locator, name: string) => parent.getByRole("button", { name, exact: true });

Deno.test({
  name: "access: a student who is led, asked, shown and paused; a teacher who asks; a projector",
  ignore,
  async fn() {
    await using app = await startApp();
    await using room = await Class.open(app, { reducedMotion: "reduce" });
    const ana = await room.join("Ana", { reducedMotion: "reduce" });
    await room.power("Everybody follows me").click();
    await ana.page.getByText("Your teacher leads this page").waitFor();
    await look(ana, "led");
    const asking = await room.panel("Ask a bet");
    await button(asking, "Ask the class").click();
    const bet = part(ana, "Your teacher asks");
    await bet.getByRole("radio").first().check();
    await look(ana, "asked");
    await bet.getByRole("button", { name: "Bet" }).click();
    await bet.getByText("You said").waitFor();
    await look(ana, "said");
    await asking.getByText("1 of 1 person").waitFor();
    await look(room.teacher, "who said what");
    await button(asking, "Show the answers").click();
    await bet.getByRole("table").waitFor();
    await look(ana, "shown");
    await room.power("Pause everybody").click();
    await ana.page.getByText("has paused the room: read").waitFor();
    await look(ana, "paused");

    const { page } = room.teacher;
    await page.getByRole("button", { name: "Rename Ana" }).click();
    await look(room.teacher, "renaming");
    await page.getByLabel("New name for Ana").press("Enter");
    await page.getByRole("button", { name: "Remove Ana" }).click();
    await room.power("End the room for all").click();
    await look(room.teacher, "asked whether it is sure");
    await button(page.getByRole("group", { name: "Remove Ana" }), "Sure? Do it").click();
    await ana.page.getByRole("button", { name: "Go on" }).waitFor();
    await look(ana, "removed");

    await page.goto(`${app.origin}/r/${room.code}?view=projector`);
    await page.getByRole("button", { name: "Pause" }).waitFor();
    await page.getByText("online").waitFor();
    await look(room.teacher, "projector");
    assertEquals(room.errors, []);
  },
});

Deno.test({
  name: "access: every card of the lab that is open, with what it says when something is wrong",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(`${app.origin}/solo`, { reducedMotion: "reduce" });
    const { page } = view;
    await openLab(view);
    await openCard(view, "The same, on another road");
    const bets = await openCard(view, "Place your bets");
    await bets.getByRole("radio").first().check();
    await button(bets, "Show the answer").click();
    const editor = await openCard(view, "Write a frame by hand");
    await editor.getByLabel("Begin with").selectOption("F5");
    const designer = await openCard(view, "Make a channel of your own");
    await designer.getByLabel("Name").fill("mood");
    await designer.getByLabel("Letter").fill("M");
    await button(designer, "Make it").click();
    await button(designer, "Make it").click();
    await designer.getByRole("alert").getByText(/./).waitFor();
    const lesson = await openCard(view, "Keep this lesson");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      button(lesson, "Save the frames as a file").click(),
    ]);
    await lesson.getByLabel("Open a lesson").setInputFiles(await download.path());
    await part(view, "A lesson").getByText("Before the first frame.").waitFor();
    const broken = { name: "x.ndjson", mimeType: "text/plain", buffer: Buffer.from("hello") };
    await lesson.getByLabel("Open a lesson").setInputFiles(broken);
    await lesson.getByRole("alert").getByText(/./).waitFor();
    const faults = page.locator(".faults");
    await button(faults, "Drop").click();
    await page.getByRole("button", { name: "One frame back" }).first().click();
    await page.getByText("The WebSocket frame around it").waitFor();
    await look(view, "lab");
    // The phone's tabs are tried by themselves.
    await page.getByRole("button", { name: /^Show the waits/ }).click();
    await page.locator(".chart canvas").waitFor();
    await look(view, "chart");
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name:
    "access: settings, a frame's popover, the table in place of the picture, files and refusals",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(app.origin, { reducedMotion: "reduce" });
    const { page } = view;
    await page.getByRole("button", { name: "Settings" }).click();
    await look(view, "settings");
    await page.keyboard.press("Escape");
    const files = page.getByLabel(/^Send a real file/);
    const file = (name: string, size: number) => ({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.alloc(size),
    });
    await files.setInputFiles(file("small.bin", 3_000));
    await page.getByRole("button", { name: /^Save small.bin/ }).waitFor();
    await files.setInputFiles(file("large.bin", 20_000_000));
    await page.getByRole("alert").getByText("large.bin has").waitFor();
    await page.getByLabel("Chunk size").first().fill("1");
    await page.getByText("too many frames for one message").waitFor();
    await page.getByLabel("Chunk size").first().fill("0");
    await page.getByText("From 1 to 1,000").waitFor();
    await page.getByLabel("Pace").first().selectOption({ label: "1 frame a second" });
    await files.setInputFiles(file("stopped.bin", 3_000_000));
    await page.getByRole("button", { name: "Stop sending stopped.bin" }).click();
    await page.getByText("Stopped: the others have a part of it at most.").waitFor();
    await page.getByLabel("Pace").first().selectOption({ label: "as fast as it goes" });
    await page.getByRole("listbox", { name: /^The wire/ }).press("ArrowLeft");
    await page.getByRole("dialog").waitFor();
    await look(view, "popover, stopped, files");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Send again: stopped.bin" }).press("Enter");
    await page.getByRole("button", { name: /^Save stopped.bin/ }).waitFor();
    assertEquals(await page.locator(".files:focus").count(), 1, "The focus stays with the files");
    await page.getByRole("button", { name: "Table instead" }).click();
    await page.getByText("Keys", { exact: true }).click();
    await look(view, "table");
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "access: a lost connection, with a line that waits",
  ignore,
  async fn() {
    const app = await startApp();
    await using view = await open(app.origin, { reducedMotion: "reduce" });
    const alert = view.page.getByRole("alert").filter({ hasText: "code 1001" });
    await Promise.all([alert.waitFor(), app[Symbol.asyncDispose]()]);
    await view.say("wait for me");
    await view.page.getByText("waits for the connection").waitFor();
    await look(view, "lost");
  },
});

Deno.test({
  name:
    "access: a server of one's own: a wrong address, the connection, its rules, and what it did not get",
  ignore,
  async fn() {
    await using app = await startApp();
    const other = await startApp();
    await using view = await open(app.origin, { reducedMotion: "reduce" });
    const { page } = view;
    await page.locator("summary", { hasText: "Bring your own server" }).click();
    const field = page.getByLabel("Address of your server");
    await field.fill("http://localhost");
    await field.press("Enter");
    await page.getByText("begins with ws://").waitFor();
    await look(view, "wrong address");
    await field.fill(`ws://localhost:${other.port}/ws`);
    await field.press("Enter");
    await page.getByRole("button", { name: "Hold it to the rules" }).click();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText("✓ holds").first().waitFor();
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await page.getByText(/^Stopped\. \d+ hold/).waitFor();
    await look(view, "rules");
    await page.getByLabel("Pace").first().selectOption({ label: "1 frame a second" });
    await view.say("a line of some frames");
    await other[Symbol.asyncDispose]();
    await button(page.locator(".notice"), "Dismiss").waitFor();
    await look(view, "notice");
  },
});

Deno.test({
  name: "access: pages that are read, and what is said when something is wrong",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await visit(`${app.origin}/protocol`);
    await look(view, "rules");
    for (const path of ["/limits", "/join?code=7kw", "/r/777777", "/nowhere", "/rooms"]) {
      await view.page.goto(`${app.origin}${path}`);
      await look(view, path);
    }
    await view.page.goto(app.origin);
    await inside(view);
    await look(view, "lobby");
  },
});
