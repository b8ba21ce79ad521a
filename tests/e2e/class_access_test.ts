import { assertEquals } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { violationsOf } from "./axe.ts";
import { Class, part } from "./class.ts";
import { quit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

const widthOf = ({ page }: Window) => page.evaluate(() => document.documentElement.scrollWidth);

// States beyond these, and the other sizes: states_access_test.ts.
for (const [colorScheme, width] of [["light", 1280], ["dark", 320]] as const) {
  Deno.test({
    name: `access: U22, U25: nothing of a class has a fault, ${colorScheme}, ${width} wide`,
    ignore,
    async fn() {
      await using app = await startApp();
      const options = {
        colorScheme,
        viewport: { width, height: 800 },
        reducedMotion: "reduce",
      } as const;
      await using room = await Class.open(app, options);
      const ana = await room.join("Ana", options);
      await room.power("Hold all frames").click();
      await part(ana, "The wire").waitFor();
      for (const name of ["Knobs for all", "Faults", "Ask a bet", "Who did what"]) {
        const panel = await room.panel(name);
        if (name === "Faults") await panel.getByRole("button", { name: "Drop" }).click();
        if (name === "Ask a bet") {
          await panel.getByRole("button", { name: "Ask the class" }).click();
          await part(ana, "Your teacher asks").waitFor();
          await panel.getByRole("button", { name: "Show the answers" }).click();
        }
        assertEquals(await violationsOf(room.teacher.page), [], name);
        assertEquals(await widthOf(room.teacher), width, name);
        await room.teacher.picture(`teacher-${name}-${colorScheme}-${width}`);
      }
      await part(ana, "Your teacher asks").getByRole("table").waitFor();
      assertEquals(await violationsOf(ana.page), []);
      assertEquals(await widthOf(ana), width);
      await ana.picture(`student-${colorScheme}-${width}`);
      assertEquals(room.errors, []);
    },
  });
}
