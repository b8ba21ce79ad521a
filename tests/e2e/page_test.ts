import { Buffer } from "node:buffer";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { Client } from "../support/client.ts";
import { frame } from "../support/frames.ts";
import { open, quit } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

Deno.test({
  name: "page: a real file arrives whole in the other window, and chat goes between its frames",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    await using two = await open(app.origin);
    const bytes = Uint8Array.from({ length: 300_000 }, (_, n) => (n * 31) % 256);
    await one.page.getByLabel("Pace").selectOption("4 frames a second");
    await one.page.getByLabel("Send a real file").setInputFiles({
      name: "../../no tes.bin",
      mimeType: "text/html",
      buffer: Buffer.from(bytes),
    });
    await one.page.getByText(/frames waiting for a turn/).waitFor();
    await one.say("quick");
    await two.log.getByText("quick").waitFor();
    const progress = two.channelRows.filter({ hasText: /file-\d/ });
    assertMatch(await progress.innerText(), /not here/);
    await one.page.getByLabel("Pace").selectOption("as fast as it goes");
    const button = two.page.getByRole("button", { name: "Save no tes.bin" });
    await button.waitFor();
    const [download] = await Promise.all([two.page.waitForEvent("download"), button.click()]);
    assertEquals(download.suggestedFilename(), "no tes.bin");
    assertEquals(await Deno.readFile(await download.path()), bytes);
    assertEquals([...one.errors, ...two.errors], []);
  },
});

Deno.test({
  name: "page: a file over the limit is refused in words, before anything is sent",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    await one.page.evaluate(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(16_777_217)], "big.iso"));
      const input = document.querySelector<HTMLInputElement>("input[type=file]")!;
      input.files = transfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await one.page.getByText("big.iso has 16.8 MB. Up to 16.8 MB can be sent here.").waitFor();
    assertEquals(await one.channelRows.filter({ hasText: "file-" }).count(), 0);
  },
});

Deno.test({
  name: "page: it says that the connection is lost, and comes back by itself",
  ignore,
  async fn() {
    const first = await startApp();
    await using one = await open(first.origin);
    await one.say("before");
    await one.log.getByText("before").waitFor();
    await one.message.fill("a draft");
    const reason = one.page.getByRole("alert").filter({
      hasText: /is stopping, come back in 2 s \(code 1001\)/,
    });
    await Promise.all([reason.waitFor(), first[Symbol.asyncDispose]()]);
    // What is said now waits, in sight.
    await one.message.press("Enter");
    await one.page.getByText("waits for the connection").waitFor();
    await one.picture("connection-lost");
    await using second = await startApp({ port: first.port });
    await one.page.getByRole("banner").getByText("Connected").waitFor();
    await one.page.getByRole("button", { name: "Try now" }).waitFor({ state: "hidden" });
    await one.log.getByText("(you) a draft").waitFor();
    await using two = await open(second.origin);
    await two.log.getByText("a draft").waitFor();
    for (const { log } of [one, two]) assertEquals(await log.getByText("a draft").count(), 1);
  },
});

Deno.test({
  name: "page: the view stands still while it is paused, and shows what came when it goes on",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    // Its own hello, up and down.
    await one.wireRows.nth(3).waitFor();
    await one.page.getByRole("button", { name: "Pause the view" }).click();
    const before = await one.wireRows.count();
    await one.say("hi");
    await one.log.getByText("hi").waitFor();
    assertEquals(await one.wireRows.count(), before);
    // Typing and chat, each up and down.
    await one.page.getByRole("button", { name: "Show 4 new" }).click();
    await one.wireRows.nth(before + 3).waitFor();
  },
});

Deno.test({
  name: "page: everything that a lesson needs can be done by keyboard alone",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    const { keyboard } = one.page;
    const tabTo = async (name: RegExp) => {
      for (let n = 0; n < 60; n++) {
        await keyboard.press("Tab");
        const label = await one.page.evaluate(() => {
          const element = document.activeElement as HTMLInputElement;
          const labels = [...element.labels ?? []].map((label) => label.textContent).join();
          return labels || element.ariaLabel || element.textContent || "";
        });
        if (name.test(label)) return;
      }
      throw new Error(`No Tab leads to ${name}`);
    };
    await tabTo(/^Message/);
    await keyboard.type("by keys");
    await keyboard.press("Enter");
    await one.log.getByText("by keys").waitFor();
    await tabTo(/Send all three/);
    await keyboard.press("Space");
    await one.log.getByText("hello multiplexing").waitFor();
    await tabTo(/Chunk size/);
    await keyboard.press("Control+A");
    await keyboard.type("8");
    await tabTo(/^Pace/);
    await tabTo(/Raw frames|^$|#/);
    await tabTo(/^1$/);
    await keyboard.press("Space");
    await tabTo(/Run it/);
    await keyboard.press("Enter");
    await one.page.getByText("✓ As you said.").waitFor();
  },
});

Deno.test({
  name: "page: it fits 320 pixels, and the choice of colours is there before the first picture",
  ignore,
  async fn() {
    await using app = await startApp();
    await using phone = await open(app.origin, { viewport: { width: 320, height: 640 } });
    assertEquals(await phone.page.evaluate(() => document.documentElement.scrollWidth), 320);
    const settings = phone.page.getByRole("button", { name: "Settings" });
    await settings.click();
    await phone.page.getByLabel("Colours").selectOption("dark");
    const html = await (await phone.page.request.get(app.origin)).text();
    assertStringIncludes(html, `data-theme="dark"`);
    await phone.page.reload();
    await settings.click();
    assertEquals(await phone.page.getByLabel("Colours").inputValue(), "dark");
    await phone.page.getByLabel("Colours").selectOption("like the system");
    assert(!(await (await phone.page.request.get(app.origin)).text()).includes("data-theme"));
  },
});

Deno.test({
  name: "C2 earlier lines of a long chat are shown when asked for, and what is read stays in place",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    using other = await Client.connect(`127.0.0.1:${app.port}/ws`);
    const line = (n: number) => one.page.locator(".log").getByText(`line ${n}.`, { exact: true });
    const say = async (from: number, to: number) => {
      for (let n = from; n <= to; n++) {
        other.send(frame({ messageId: `chat-${n}`, data: `line ${n}.` }));
        await other.until(({ messageId }) => messageId === `chat-${n}`);
      }
      await line(to).waitFor();
    };
    await say(1, 430);
    assertEquals(await one.log.locator("p").count(), 200);
    const more = one.page.getByRole("button", { name: /earlier lines$/ });
    await more.scrollIntoViewIfNeeded();
    const yOf = async () => (await line(231).boundingBox())!.y;
    const y = await yOf();
    await more.click();
    await line(1).waitFor();
    assert(Math.abs(await yOf() - y) <= 1, "It did not move");
    assertEquals(await one.log.locator("p").count(), 200, "The others are not read out");
    await say(431, 440);
    assert(Math.abs(await yOf() - y) <= 1, "Nor when others speak");
    await one.page.getByRole("button", { name: /jump to the latest/ }).click();
    await line(1).waitFor({ state: "detached" });
    await line(440).waitFor();
    assertEquals(one.errors, []);
  },
});
