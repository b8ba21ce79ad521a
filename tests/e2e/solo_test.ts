import { assertEquals } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { violationsOf } from "./axe.ts";
import { open, openCard, openKept, openLab, quit, visit } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

Deno.test({
  name: "solo: U26: two classmates in a worker come and talk, with no network at all",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await openKept(app.origin);
    const workers = view.page.workers().map((worker) => new URL(worker.url()));
    assertEquals(workers.map(({ origin }) => origin), [app.origin]);
    await view.page.getByText("You are").getByText("otter").waitFor();
    await view.page.context().setOffline(true);
    await view.page.getByText("3 people here").waitFor();
    await view.say("is anybody there?");
    await view.log.getByText(/robin|wren/).first().waitFor();
    assertEquals(app.room.size, 0);
    assertEquals(view.page.workers().length, 1);
    const second = view.page.getByRole("link", { name: "Open a second window" });
    assertEquals(await second.count(), 0, "It would be in another room");
    assertEquals(view.errors, []);
  },
});

/** What a browser may do that has no worker to give: each is run before the page's own scripts. */
const WITHOUT_WORKERS = {
  "has none": "delete globalThis.Worker",
  "refuses to make one": "Worker = class { constructor() { throw new DOMException('No') } }",
  "cannot run it": "Worker = class { constructor() { setTimeout(() => this.onerror(), 0) } }",
};

for (const [what, script] of Object.entries(WITHOUT_WORKERS)) {
  Deno.test({
    name: `solo: U26: a browser that ${what} has the classmates in the page`,
    ignore,
    async fn() {
      await using app = await startApp();
      await using view = await visit(`${app.origin}/limits`);
      await view.page.addInitScript(script);
      await view.page.goto(`${app.origin}/solo`);
      await view.page.getByText("3 people here").waitFor();
      await view.say("hello");
      await view.log.getByText("hello").waitFor();
      assertEquals(view.page.workers(), []);
      assertEquals(view.errors, []);
    },
  });
}

Deno.test({
  name: "solo: U9, U5: a frame is dropped on request, shown as injected, and mended when asked for",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(`${app.origin}/solo`);
    await openLab(view);
    const faults = view.page.getByRole("region", { name: "Faults", exact: true });
    await faults.getByLabel("Frames on").selectOption("file");
    await faults.getByRole("button", { name: "Drop", exact: true }).click();
    await view.page.getByRole("button", { name: /^Send fake file/ }).click();
    await view.page.getByRole("button", { name: "Ask for #0 again" }).click();
    await view.page.getByText("#0 dropped, asked for again, here").waitFor();
    const missions = view.page.getByRole("region", { name: "Missions", exact: true });
    await missions.getByText("Lose a frame, find it 3 of 3 steps").waitFor();
    assertEquals(view.errors, []);
  },
});

Deno.test({
  name: "solo: U11: a channel that somebody made is in every view, with no code of its own",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await open(`${app.origin}/solo`);
    await openLab(view);
    const designer = await openCard(view, "Make a channel of your own");
    await designer.getByLabel("Name").fill("mood");
    await designer.getByLabel("Letter").fill("M");
    await designer.getByRole("button", { name: "Make it" }).click();
    await designer.getByLabel("Say something on mood").fill("good");
    await designer.getByRole("button", { name: "Send", exact: true }).click();
    await view.channelRows.filter({ hasText: "mood" }).getByText("good").waitFor();
    await view.wireRows.filter({ hasText: "mood" }).first().waitFor();
    const missions = view.page.getByRole("region", { name: "Missions", exact: true });
    await missions.getByText("Design a channel 3 of 3 steps").waitFor();
    const editor = await openCard(view, "Write a frame by hand");
    await editor.getByLabel("Begin with").selectOption("one that breaks F2");
    await editor.getByText("Rule F2: ").waitFor();
    await editor.getByRole("button", { name: "Send it all the same" }).click();
    await editor.getByText('The server answers: {"type":"error","rule":"F2"').waitFor();
    assertEquals(await violationsOf(view.page), []);
    await view.picture("solo");
    assertEquals(view.errors, []);
  },
});
