import { assert } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { Class } from "./class.ts";
import { inside, quit, visit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** A tenth of what is called bad (Lighthouse, “Cumulative Layout Shift”). */
const MOST = 0.01;

/** Adds up how much moves while a page loads. */
async function watch({ page }: Window): Promise<void> {
  await page.addInitScript(() => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
      document.documentElement.dataset["moved"] = String(sum);
    }).observe({ type: "layout-shift", buffered: true });
  });
}

for (const width of [320, 412, 700, 1280]) {
  Deno.test({
    name: `access: nothing jumps while a page finds out who one is, ${width} pixels wide`,
    ignore,
    async fn() {
      await using app = await startApp();
      const options = { viewport: { width, height: 823 } };
      const check = async ({ page }: Window, where: string) => {
        // Two pictures later all has been told.
        await page.evaluate(() =>
          new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
        );
        const moved = Number(await page.locator("html").getAttribute("data-moved"));
        assert(moved < MOST, `${where}: ${moved}`);
      };
      await using view = await visit(`${app.origin}/limits`, options);
      await watch(view);
      for (const path of ["/", "/solo"]) {
        await view.page.goto(`${app.origin}${path}`);
        await inside(view);
        await check(view, path);
      }
      await using room = await Class.open(app, options);
      await watch(room.teacher);
      await room.teacher.page.reload();
      await room.power("Pause everybody").waitFor();
      await check(room.teacher, "teacher");
    },
  });
}

for (const [path, width] of [["/", 600], ["/solo", 480]] as const) {
  Deno.test({
    name: `access: the header keeps no line that stays empty: ${path}, ${width} pixels wide`,
    ignore,
    async fn() {
      await using app = await startApp();
      await using view = await visit(app.origin + path, { viewport: { width, height: 823 } });
      await inside(view);
      const header = view.page.getByRole("banner");
      await header.getByText(path === "/" ? "round trip" : "people here").waitFor();
      const spare = await header.evaluate((header: HTMLElement) => {
        const kept = header.offsetHeight;
        header.style.minHeight = "0";
        return kept - header.offsetHeight;
      });
      assert(spare < 8, `${spare} pixels`);
    },
  });
}

for (const width of [320, 1024]) {
  Deno.test({
    name: `access: the header is as high while much waits, ${width} pixels wide`,
    ignore,
    async fn() {
      await using app = await startApp();
      await using view = await visit(app.origin, { viewport: { width, height: 823 } });
      const { page } = view;
      await inside(view);
      const header = page.getByRole("banner");
      await header.getByText("round trip").waitFor();
      const height = () => header.evaluate((header: HTMLElement) => header.offsetHeight);
      const before = await height();
      const tab = async (name: string) => {
        if (width < 960) await page.getByRole("button", { name, exact: true }).click();
      };
      await tab("Lab");
      await page.getByLabel("Pace").selectOption("4 frames a second");
      await tab("Chat");
      await page.getByRole("button", { name: "Send sample text" }).click();
      await header.getByText("queued").waitFor();
      assert(await height() === before, `${before}, then ${await height()}`);
    },
  });
}
