import { assert, assertEquals } from "@std/assert";
import { reportVote } from "../../components/lab/reports.ts";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { postJson } from "../support/visitor.ts";
import { Class, part } from "./class.ts";
import { muxConnection } from "./light.ts";
import { openCard, openLab, quit } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

Deno.test({
  name:
    "U9, U16: a frame that a teacher has dropped is missing with its cause, and anybody mends it",
  ignore,
  async fn() {
    await using app = await startApp();
    await using room = await Class.open(app);
    const [ana, ben] = [await room.join("Ana"), await room.join("Ben")];
    const cem = await room.join("Cem");
    await openLab(ben);
    assertEquals(await part(ana, "Faults").count(), 0);
    const faults = await room.panel("Faults");
    await faults.getByLabel("Frames on").selectOption("chat");
    await faults.getByRole("button", { name: "Drop", exact: true }).click();
    await ana.page.getByText("your teacher asked the hub: drop, the next frame on chat").waitFor();
    await ana.say("hello class");
    const row = ben.channelRows.filter({ hasText: "chat" });
    await row.getByText("#0 not here dropped by the hub: injected").waitFor();
    // It was one frame, and that is over.
    await ana.page.getByText("your teacher asked the hub").waitFor({ state: "detached" });
    await ben.wireRows.and(ben.page.locator("[data-fault=drop]")).first().waitFor();
    assertEquals(await ben.log.getByText("hello class").count(), 0);
    // Who loads the page anew can ask for it, too.
    await cem.page.reload();
    await cem.channelRows.getByRole("button", { name: "Ask for #0 again" }).waitFor();
    await cem[Symbol.asyncDispose]();
    await row.getByRole("button", { name: "Ask for #0 again" }).click();
    for (const view of [room.teacher, ben]) {
      await view.log.getByText("hello class").waitFor();
      await view.page.getByText("✓ #0 dropped, asked for again, here").waitFor();
    }
    await part(ben, "Missions").getByText("Lose a frame, find it 3 of 3 steps").waitFor();
    await faults.getByRole("button", { name: "Hold back", exact: true }).click();
    await ana.page.getByText("your teacher asked the hub: hold back").waitFor();
    await faults.getByRole("button", { name: "No more faults" }).click();
    await ana.page.getByText("your teacher asked the hub").waitFor({ state: "detached" });

    // What Ben has done is on the teacher's table, and in files without names.
    const results = await room.panel("Who did what");
    await results.getByText("2 of 3 people connected").waitFor();
    await results.getByRole("row", { name: /Ben here 0 of 7 1 of 6 Lose a frame/ }).waitFor();
    for (const kind of ["Save as a table (CSV)", "Save as lines of JSON"]) {
      const [download] = await Promise.all([
        room.teacher.page.waitForEvent("download"),
        results.getByRole("button", { name: kind }).click(),
      ]);
      const text = await Deno.readTextFile(await download.path());
      assert(text.includes("s1") && !/Ana|Ben|Cem/.test(text), text);
    }
    assertEquals(room.errors, []);
  },
});

Deno.test({
  name: "class: U14, U17, U25: a class bets, and sees what it said when the teacher shows it",
  ignore,
  async fn() {
    await using app = await startApp();
    await using room = await Class.open(app);
    const [ana, ben] = [await room.join("Ana"), await room.join("Ben")];
    const bets = await room.panel("Ask a bet");
    await bets.getByRole("button", { name: "Ask the class" }).click();
    assertEquals(await part(room.teacher, "Your teacher asks").count(), 0);
    for (const [view, option] of [[ana, "5"], [ben, "4"]] as const) {
      const card = part(view, "Your teacher asks");
      await card.getByRole("radio", { name: option, exact: true }).check();
      await card.getByRole("button", { name: "Bet", exact: true }).click();
      await card.getByText(`You said: ${option}.`).waitFor();
      assertEquals(await card.getByRole("row").count(), 0);
    }
    await bets.getByText("2 of 2 people have answered.").waitFor();
    assertEquals(await bets.getByRole("row").count(), 0);
    // Who comes back has still bet.
    await ben.page.reload();
    await part(ben, "Your teacher asks").getByText("You said: 4.").waitFor();
    await bets.getByRole("button", { name: "Show the answers" }).click();
    for (const view of [ana, ben]) {
      const card = part(view, "Your teacher asks");
      await card.getByRole("row", { name: "5 ✓ right 1" }).waitFor();
      await card.getByRole("row", { name: "4 1" }).waitFor();
    }
    // Her answer was on its way when the answers were shown.
    const { json: cem } = await postJson(app, `/api/rooms/${room.code}/join`, { name: "Cem" });
    using late = await muxConnection(`127.0.0.1:${app.port}/r/${room.code}/ws`, cem);
    const values = reportVote({ bet: "frames", seed: 0, option: 2 });
    late.command({ channel: "$", type: "report", values });
    for (const view of [ana, ben]) {
      await part(view, "Your teacher asks").getByRole("row", { name: "5 ✓ right 2" }).waitFor();
    }
    await ana.page.getByText("✓ As you said.").waitFor();
    await ben.page.getByText("✗ You said: 4.").waitFor();
    await bets.getByRole("button", { name: "Take it back" }).click();
    await part(ana, "Your teacher asks").waitFor({ state: "detached" });
    assertEquals(room.errors, []);
  },
});

Deno.test({
  name: "class: U22: what would turn the knobs of a page that is led is held, and says why",
  ignore,
  async fn() {
    await using app = await startApp();
    await using room = await Class.open(app);
    const ana = await room.join("Ana");
    await room.power("Everybody follows me").click();
    await ana.page.getByText("Your teacher leads this page").waitFor();
    await openLab(ana);
    const experiment = ana.page.getByRole("group", { name: "Smaller chunks" });
    await experiment.getByRole("radio").first().check();
    const bets = await openCard(ana, "Place your bets");
    await bets.getByRole("radio").first().check();
    await bets.getByRole("button", { name: "Show the answer" }).click();
    const [run, tryIt] = [
      experiment.getByRole("button", { name: "Run it" }),
      bets.getByRole("button", { name: "Try to break it" }),
    ];
    for (const [where, button] of [[experiment, run], [bets, tryIt]] as const) {
      await where.getByText("your teacher has set them for all").waitFor();
      assertEquals(await button.isDisabled(), true);
    }
    await ana.page.getByRole("button", { name: "Follow the teacher" }).click();
    await run.click();
    await experiment.getByText("What happened").waitFor();
    await tryIt.click();
    assertEquals(await ana.page.getByText("your teacher has set them for all").count(), 0);
    assertEquals(room.errors, []);
  },
});
