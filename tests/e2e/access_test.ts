import { assertEquals } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { violationsOf } from "./axe.ts";
import { open, quit } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 320]) {
    Deno.test({
      name: `access: axe finds nothing, ${colorScheme}, ${width} pixels wide`,
      ignore,
      async fn() {
        await using app = await startApp();
        await using other = await open(app.origin);
        await using one = await open(app.origin, {
          colorScheme,
          viewport: { width, height: 800 },
          reducedMotion: "reduce",
        });
        await one.say("hello multiplexing");
        await one.page.getByRole("button", { name: "Send all three" }).click();
        await other.say("and an answer");
        await one.log.getByText("and an answer").waitFor();
        assertEquals(await violationsOf(one.page), []);
        await one.picture(`${colorScheme}-${width}`);
        assertEquals([...one.errors, ...other.errors], []);
      },
    });
  }
}
