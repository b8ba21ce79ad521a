import { assertEquals } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { Class, part } from "./class.ts";
import { quit, visit } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

Deno.test({
  name: "class: U22: a teacher pauses all, mutes one, hides names and gives another one",
  ignore,
  async fn() {
    await using app = await startApp();
    await using room = await Class.open(app);
    const [ana, ben] = [await room.join("Ana"), await room.join("Ben")];

    await room.power("Pause everybody").click();
    await ana.page.getByText("Your teacher has paused the room.").waitFor();
    await ana.page.getByText("Your teacher has paused the room: read").waitFor();
    await room.power("Pause everybody").click();
    await ana.page.getByText("Your teacher has paused the room: read").waitFor({
      state: "detached",
    });
    await ana.say("may I?");
    await ben.log.getByText("may I?").waitFor();

    const { page } = room.teacher;
    await page.getByRole("button", { name: "Mute Ben" }).click();
    await ben.page.getByText("Your teacher has muted you.").waitFor();
    assertEquals(await ana.page.getByText("Your teacher has muted you.").count(), 0);
    await page.getByRole("button", { name: "Unmute Ben" }).click();
    await ben.say("I may");
    await ana.log.getByText("I may").waitFor();

    await page.getByRole("button", { name: "Rename Ben" }).click();
    await page.getByLabel("New name for Ben").fill("Benjamin");
    await page.keyboard.press("Enter");
    await part(ana, "People").getByText("Benjamin").waitFor();
    const bar = ben.page.getByRole("navigation", { name: "Classroom" });
    await bar.getByText("Benjamin").waitFor();

    await room.power("Hide names").click();
    await ana.page.getByText("Names are hidden.").waitFor();
    await part(ana, "People").getByText("Benjamin").waitFor({ state: "detached" });
    assertEquals(await bar.getByText("Benjamin").count(), 1);
    await room.power("Hide names").click();
    await part(ana, "People").getByText("Benjamin").waitFor();
    assertEquals(room.errors, []);
  },
});

Deno.test({
  name:
    "class: U22, M13: what a teacher clears is in no view of any page, a list that stands still too",
  ignore,
  async fn() {
    await using app = await startApp();
    await using room = await Class.open(app);
    const ana = await room.join("Ana");
    await ana.say("regrettable");
    await ana.page.getByRole("button", { name: "Send fake file" }).click();
    const file = part(ana, "Files").getByText("ABCDEFGH");
    await file.waitFor();
    await ana.page.getByRole("button", { name: "Pause this list" }).click();
    await room.power("Clear all that was said").click();
    await room.teacher.page.getByRole("button", { name: "Sure? Do it" }).click();
    await ana.log.getByText("regrettable").waitFor({ state: "detached" });
    await file.waitFor({ state: "detached" });
    await ana.say("better");
    await ana.channelRows.getByText("better", { exact: true }).waitFor();
    await ana.page.getByRole("button", { name: "Pause this list" }).waitFor();
    assertEquals(await ana.page.getByText("regr").count(), 0);
    assertEquals(await ana.page.getByText("regrettable").count(), 0);
    assertEquals(room.errors, []);
  },
});

Deno.test({
  name: "class: U22: a teacher locks the room, and takes one out of it",
  ignore,
  async fn() {
    await using app = await startApp();
    await using room = await Class.open(app);
    const [ana, ben] = [await room.join("Ana"), await room.join("Ben")];
    await room.power("Lock the room").click();
    await ana.page.getByText("The room is locked").waitFor();
    await using late = await visit(`${app.origin}/r/${room.code}`);
    await late.page.getByText("The room is locked.").waitFor();
    await room.power("Lock the room").click();
    await ana.page.getByText("The room is locked").waitFor({ state: "detached" });
    await late.page.getByRole("link", { name: "Try again" }).click();
    await late.page.getByLabel("Your name here").waitFor();

    const { page } = room.teacher;
    await page.getByRole("button", { name: "Remove Ben" }).click();
    await page.getByRole("group", { name: "Remove Ben" }).getByRole("button", { name: /^Sure/ })
      .click();
    await ben.page.getByRole("banner").getByText("Closed").waitFor();
    await part(ana, "People").getByText("left").waitFor();
    await ben.page.getByRole("button", { name: "Go on" }).click();
    await ben.page.getByRole("link", { name: "the open lobby" }).waitFor();
    assertEquals([...ana.errors, ...room.teacher.errors], []);
  },
});

Deno.test({
  name:
    "U22, U24: all pages follow the teacher's knobs, late ones too, and step when the teacher does",
  ignore,
  async fn() {
    await using app = await startApp();
    await using room = await Class.open(app);
    const ana = await room.join("Ana");
    await ana.page.getByLabel("Chunk size").fill("9");
    await room.power("Everybody follows me").click();
    const knobs = await room.panel("Knobs for all");
    await knobs.getByLabel("Chunk size").fill("2");
    await room.power("Hold all frames").click();
    const led = /leads this page: chunk size 2, take turns, frames held/;
    await ana.page.getByText(led).waitFor();
    const size = part(ana, "Turn the knobs").getByLabel("Chunk size");
    assertEquals([await size.inputValue(), await size.isDisabled()], ["2", true]);
    const alone = ana.page.getByRole("button", { name: "Follow the teacher" });
    await alone.click();
    await ana.page.getByText("yours are your own").waitFor();
    assertEquals([await size.inputValue(), await size.isDisabled()], ["9", false]);
    await alone.click();
    const ben = await room.join("Ben");
    await ben.page.getByText(led).waitFor();
    await ana.page.reload();
    await ana.page.getByText(led).waitFor();

    for (const view of [ana, ben]) {
      await view.say("hey");
      await view.page.getByText(/frames? waiting for a turn/).waitFor();
    }
    // Each page lets one frame go: first the signs of typing, then two pieces of each line.
    const sent = [ana, ben].map((view) => view.wireRows.filter({ hasText: "↑" }));
    const held = await Promise.all(sent.map((rows) => rows.count()));
    for (let step = 0; step < 2; step++) {
      await room.power("Step all: one frame each").click();
      // Both are awaited: what one page shows late must not count for its next step.
      for (const [n, rows] of sent.entries()) {
        await rows.nth(held[n]! + step).waitFor();
        assertEquals(await rows.count(), held[n]! + step + 1, "One step is one frame");
      }
    }
    await room.power("Hold all frames").click();
    for (const text of ["Ana hey", "Ben hey"]) await room.teacher.log.getByText(text).waitFor();

    await room.power("Everybody follows me").click();
    await ana.page.getByText(led).waitFor({ state: "detached" });
    assertEquals(await size.isDisabled(), false);
    assertEquals(await part(ben, "Turn the knobs").getByLabel("Chunk size").inputValue(), "4");
    await ana.say("free");
    await ben.log.getByText("free").waitFor();
    assertEquals(room.errors, []);
  },
});
