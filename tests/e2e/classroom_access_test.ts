import { assertEquals } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { violationsOf } from "./axe.ts";
import { inside, quit, visit } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 320]) {
    Deno.test({
      name:
        `access: no page on the way into a classroom has a fault, ${colorScheme}, ${width} wide`,
      ignore,
      async fn() {
        // Without a lobby, the first page has the two doors alone.
        await using app = await startApp({ env: { MUX_LOBBY: "off" } });
        await using visitor = await visit(`${app.origin}/`, {
          colorScheme,
          viewport: { width, height: 800 },
          reducedMotion: "reduce",
        });
        const { page } = visitor;
        const check = async (name: string) => {
          assertEquals(await violationsOf(page), [], name);
          assertEquals(
            await page.evaluate(() => document.documentElement.scrollWidth),
            width,
            name,
          );
          await visitor.picture(`${name}-${colorScheme}-${width}`);
        };
        await check("doors");
        await page.goto(`${app.origin}/join?code=7kw`);
        await check("join-error");
        await page.getByLabel("Code").fill("777 777");
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: "There is no such classroom" }).waitFor();
        await check("no-classroom");
        await page.goto(`${app.origin}/rooms`);
        await page.getByRole("button", { name: "Create a room" }).click();
        await page.waitForURL(/\/board$/);
        await page.getByText("Your own link.").click();
        await check("board");
        await page.getByRole("link", { name: "Open the classroom" }).click();
        await inside(visitor);
        await check("classroom");
        await page.getByRole("button", { name: "Leave" }).click();
        await page.waitForURL(/\/join$/);
        await page.goBack();
        await page.getByLabel("Your name here").waitFor();
        await check("name");
      },
    });
  }
}
