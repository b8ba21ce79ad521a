import { assert, assertEquals } from "@std/assert";
import { latestOf } from "../../server/bulletin.ts";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { violationsOf } from "./axe.ts";
import { Class, part } from "./class.ts";
import { quit } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

for (const [width, height] of [[1280, 720], [1920, 1080]] as const) {
  Deno.test({
    name:
      `U23: the projector shows the wire and the lanes large, and nobody, at ${width}×${height}`,
    ignore,
    async fn() {
      await using app = await startApp();
      await using room = await Class.open(app, { viewport: { width, height } });
      const ana = await room.join("Ana");
      const [page] = await Promise.all([
        room.teacher.page.context().waitForEvent("page"),
        room.teacher.page.getByRole("link", { name: "Projector view" }).click(),
      ]);
      const errors: string[] = [];
      page.on("pageerror", ({ message }) => errors.push(message));
      const lanes = page.getByRole("region", { name: "Demultiplexed channels" });
      await lanes.getByText("online").first().waitFor();
      await ana.page.getByRole("button", { name: /^Send all three/ }).click();
      await lanes.getByText("hello multiplexing").waitFor();
      await lanes.getByText("ABCDEFGH").waitFor();
      const people = latestOf(app.state.rooms.find(room.code)!.room.channel("people")!);
      const ids = [...people].map(({ from }) => from);
      const seen = await page.locator("body").innerText();
      const html = await page.locator("body").innerHTML();
      for (const who of ["Ana", ...ids]) assert(!seen.includes(who), `${who} is in ${seen}`);
      assert(!/aria-label="[^"]*(Ana|from )/.test(html), html);
      const { fits, size } = await page.evaluate(() => ({
        fits: document.documentElement.scrollWidth <= innerWidth &&
          document.documentElement.scrollHeight <= innerHeight,
        size: parseFloat(getComputedStyle(document.body).fontSize),
      }));
      assert(fits, "All of it is on the screen");
      assert(size >= 32, `Type is ${size} pixels`);
      assertEquals(await violationsOf(page), []);
      await page.screenshot({ path: `artifacts/projector-${width}.png` });
      assertEquals([...errors, ...room.errors], []);
      assertEquals(await part(ana, "You are the teacher").count(), 0);
    },
  });
}
