import { assert, assertEquals } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { inside, LAB_CARDS, openCard, openLab, quit, visit } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** What a first visit may load of scripts, in bytes, gzipped: a second on a slow phone's line. */
const MOST = 72_000;

/** The same when the lab has been opened, with all that this shows. */
const MOST_WITH_LAB = 80_000;

/** Files of a first visit: each is a request, and begins its compression anew. */
const MOST_FILES = 10;

/** What is closed at first, and loaded when somebody opens it. */
const CARDS = ["Bring your own server", ...LAB_CARDS];

async function gzipped(body: Uint8Array<ArrayBuffer>): Promise<number> {
  const stream = new Blob([body]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).bytes()).length;
}

Deno.test({
  name:
    "budget: a first visit loads 72 KB of scripts at most, with the lab 80, and the rest when opened",
  ignore,
  async fn() {
    await using app = await startApp();
    await using view = await visit(`${app.origin}/limits`);
    const { page } = view;
    const scripts = new Map<string, Promise<number>>();
    const sheets = new Set<string>();
    page.on("response", (response) => {
      const url = new URL(response.url());
      if (url.pathname.endsWith(".css")) sheets.add(url.pathname);
      if (!url.pathname.endsWith(".js")) return;
      assertEquals(url.origin, app.origin);
      scripts.set(url.pathname, response.body().then((body) => gzipped(new Uint8Array(body))));
    });
    let files = 0;
    /** All that has been loaded. Each look is after something that loads more. */
    const loaded = async (what: string) => {
      assert(scripts.size > files, `${what}: it was there before it was opened`);
      files = scripts.size;
      return (await Promise.all(scripts.values())).reduce((sum, bytes) => sum + bytes, 0);
    };

    await page.goto(app.origin, { waitUntil: "networkidle" });
    await inside(view);
    const first = await loaded("the page");
    assert(first <= MOST, `${first} bytes`);
    assert(files <= MOST_FILES, `${files} files`);
    // The first picture waits for it: its parts would be twenty requests, the one after the other.
    assertEquals([...sheets], ["/styles.css"]);

    await openLab(view);
    await page.waitForLoadState("networkidle");
    const lab = await loaded("the lab");
    assert(lab <= MOST_WITH_LAB, `${lab} bytes with the lab`);

    for (const name of CARDS) await openCard(view, name);
    await view.say("hello");
    // When all of it is there: rows that move under the mouse are not clicked.
    await view.wireRows.filter({ hasText: "↓" }).filter({ hasText: '"data":"o"' }).last().click();
    await page.getByText("The WebSocket frame around it").waitFor();
    const cards = await loaded("the cards");
    await page.getByRole("button", { name: /^Show the waits/ }).click();
    await page.locator(".chart canvas").waitFor();
    const chart = await loaded("the chart");
    console.log(
      `scripts, gzipped: ${first} B; the lab opened ${lab}; every card ${cards}; the chart ${chart}`,
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
