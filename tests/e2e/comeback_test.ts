import { Buffer } from "node:buffer";
import { assert, assertEquals } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { Line } from "../support/line.ts";
import { inside, open, quit, visit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

const nameOf = (view: Window) => view.page.getByRole("banner").locator("p b").innerText();

Deno.test({
  name:
    "comeback: a line that is cut comes back as the same sender, and no line is lost or doubled",
  ignore,
  async fn() {
    await using app = await startApp();
    using line = new Line(`127.0.0.1:${app.port}`);
    await using one = await open(`http://localhost:${line.address.split(":")[1]}`);
    await using two = await open(app.origin);
    const name = await nameOf(one);
    await one.say("before");
    await two.log.getByText("before").waitFor();
    line.cut();
    await two.say("while it was away");
    await one.say("typed meanwhile");
    await one.log.getByText("while it was away").waitFor();
    await two.log.getByText("typed meanwhile").waitFor();
    await one.log.getByText("(you) typed meanwhile").waitFor();
    assertEquals(await nameOf(one), name);
    await one.page.getByRole("region", { name: "People" }).locator("li").nth(1).waitFor();
    for (const text of ["before", "while it was away", "typed meanwhile"]) {
      assertEquals(await one.log.getByText(text).count(), 1);
    }
    assertEquals(await one.page.locator(".notice p").innerText(), "");
  },
});

Deno.test({
  name: "comeback: what was typed before the page was alive is still there, and is sent",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await visit(`${app.origin}/limits`);
    const isSlow = Promise.withResolvers<void>();
    await one.page.route("**/_fresh/js/**", async (route) => {
      await isSlow.promise;
      await route.continue();
    });
    await one.page.goto(app.origin, { waitUntil: "commit" });
    await one.message.pressSequentially("typed early");
    isSlow.resolve();
    await inside(one);
    assertEquals(await one.message.inputValue(), "typed early");
    await one.message.press("Enter");
    await one.log.getByText("(you) typed early").waitFor();
  },
});

Deno.test({
  name: "comeback: a reload is the same sender, and a copy of the window is another one",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    const name = await nameOf(one);
    await one.say("mine");
    await one.log.getByText("(you) mine").waitFor();
    await one.message.fill("a draft");
    await one.page.reload();
    await one.log.getByText("(you) mine").waitFor();
    assertEquals(await nameOf(one), name);
    assertEquals(await one.message.inputValue(), "a draft");
    await one.log.getByText("Said before you came").waitFor();
    await one.message.press("Enter");
    await one.log.getByText("(you) a draft").waitFor();
    // A window that was opened from this one may get a copy of what it keeps.
    const [copy] = await Promise.all([
      one.page.waitForEvent("popup"),
      one.page.evaluate(() => void open("/")),
    ]);
    const you = copy.getByRole("banner").locator("p b");
    await you.waitFor();
    assert(await you.innerText() !== name);
    await one.say("still here");
    await copy.getByRole("log").getByText("still here").waitFor();
    assertEquals(await nameOf(one), name);
    assertEquals(one.errors, []);
  },
});

Deno.test({
  name:
    "U1 without a server the page says so with a countdown, and tries at once when it is told to",
  ignore,
  async fn() {
    const first = await startApp();
    await using one = await open(first.origin);
    await first[Symbol.asyncDispose]();
    await one.page.getByText(/Trying again in \d+ s\./).waitFor();
    await one.page.getByText("What you write is sent when it is back.").waitFor();
    await one.say("one");
    await one.say("two");
    await using _second = await startApp({ port: first.port });
    await one.page.getByRole("button", { name: "Try now" }).click();
    await one.log.getByText("(you) two").waitFor();
    const own = one.log.locator("p.own .text");
    assertEquals(await own.allInnerTexts(), ["one", "two"]);
  },
});

Deno.test({
  name:
    "comeback: a file that was on its way is whole after a reload; whose sender is gone says that nothing comes",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    await using two = await open(app.origin);
    one.page.on("dialog", (dialog) => dialog.accept());
    await one.page.getByRole("region", { name: "Turn the knobs" }).scrollIntoViewIfNeeded();
    await one.page.getByRole("combobox", { name: "My line", exact: true }).selectOption(
      "256 kbit/s",
    );
    const send = (name: string) =>
      one.page.getByLabel("Send a real file").setInputFiles({
        name,
        mimeType: "application/octet-stream",
        buffer: Buffer.alloc(100_000),
      });
    const row = two.channelRows.filter({ hasText: "of 85" });
    await send("whole.bin");
    await row.getByText("on the way").waitFor();
    await two.page.reload();
    await two.page.getByRole("button", { name: "Save whole.bin" }).waitFor();
    await send("half.bin");
    await row.getByText("on the way").waitFor();
    await one.page.reload();
    await one.page.getByText("Not sent: the page was loaded anew").waitFor();
    await row.getByText("nothing came for").waitFor();
    // The other one is still there, to both.
    for (const { page } of [one, two]) {
      await page.getByRole("button", { name: "Save whole.bin" }).waitFor();
    }
    assertEquals([...one.errors, ...two.errors], []);
  },
});
