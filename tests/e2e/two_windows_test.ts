import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Frame } from "../../lib/protocol.ts";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { open, quit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** The frames that the raw view shows, of one direction, once it shows one that came with `data`. */
async function rawFrames(view: Window, way: "↑" | "↓", data: string): Promise<Frame[]> {
  // The list is drawn less often than the conversation.
  await view.wireRows.filter({ hasText: "↓" }).filter({ hasText: `"data":"${data}"` }).first()
    .waitFor();
  const rows = await view.wireRows.filter({ hasText: way }).locator("code").allTextContents();
  return rows.map((text) => JSON.parse(text));
}

Deno.test({
  name: "P1: chat from one window appears in both, as five frames of hello multiplexing",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    await using two = await open(app.origin);
    await one.say("hello multiplexing");
    await two.log.getByText("hello multiplexing").waitFor();
    await one.log.getByText("(you) hello multiplexing").waitFor();

    const frames = (await rawFrames(two, "↓", "ng")).filter(({ channel }) => channel === "chat");
    assertEquals(frames.map(({ sequence, total, data }) => `${sequence}/${total} ${data}`), [
      "0/5 hell",
      "1/5 o mu",
      "2/5 ltip",
      "3/5 lexi",
      "4/5 ng",
    ]);
    const row = two.channelRows.filter({ hasText: "hello multiplexing" });
    assertStringIncludes(await row.innerText(), "5 of 5");
    await two.picture("two-windows");
    assertEquals([...one.errors, ...two.errors], []);
  },
});

Deno.test({
  name: "S3: all three with one click take turns on the wire, and the fake file has two frames",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    await one.page.getByRole("button", { name: "Send all three" }).click();
    await one.log.getByText("hello multiplexing").waitFor();
    const sent = (await rawFrames(one, "↑", "EFGH")).filter(({ messageId }) =>
      !messageId.startsWith("hello")
    );
    assertEquals(sent.map(({ channel }) => channel[0]).join(""), "cpfcpfccc");
    const files = (await rawFrames(one, "↓", "EFGH")).filter(({ channel }) => channel === "file");
    assertEquals(files.map(({ data }) => data), ["ABCD", "EFGH"]);
  },
});

Deno.test({
  name: "A5: what is held back shows as missing, and progress goes on when it comes",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    const { default: WebSocket } = await import("ws");
    const other = new WebSocket(`${app.origin.replace("http", "ws")}/ws`);
    await new Promise((resolve) => other.on("open", resolve));
    const send = (sequence: number, data: string) =>
      other.send(
        JSON.stringify({ channel: "chat", messageId: "chat-1", sequence, total: 4, data }),
      );
    send(0, "one ");
    send(2, "three ");
    const row = one.channelRows.filter({ hasText: "chat-1" });
    await row.getByText("#1, #3 not here").waitFor();
    assertStringIncludes(await row.innerText(), "2 of 4");
    assertEquals(await row.getByRole("img", { name: "missing" }).count(), 2);
    assertEquals(await row.getByRole("progressbar").getAttribute("value"), "2");
    assertEquals(await one.log.getByText("one").count(), 0);
    await one.picture("missing");
    send(3, "four");
    send(1, "two ");
    await one.log.getByText("one two three four").waitFor();
    await row.getByText("4 of 4").waitFor();
    other.terminate();
  },
});

Deno.test({
  name: "A1: two windows that both say chat-1 are two people, and markup stays text (D3, D5)",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    await using two = await open(app.origin);
    const attack = `<img src=x onerror="document.title='owned'"> & <b>bold</b>`;
    await one.say(attack);
    await two.say("Bob");
    for (const view of [one, two]) {
      await view.log.getByText("Bob").waitFor();
      await view.log.getByText(attack).waitFor();
      assertEquals(await view.log.locator("img").count(), 0);
      assertEquals(await view.page.title(), "Mini Multiplexed Chat");
    }
    const ids = (await rawFrames(one, "↓", "Bob")).filter(({ data }) =>
      data === "Bob" || data === "<img"
    );
    assertEquals(new Set(ids.map(({ messageId }) => messageId)).size, 1);
    assertEquals(new Set(ids.map(({ from }) => from)).size, 2);
    assertEquals([...one.errors, ...two.errors], []);
  },
});

Deno.test({
  name: "P7: people are here, away and gone as they really are",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    const two = await open(app.origin);
    const people = one.page.getByRole("region", { name: "People" }).getByRole("listitem");
    await one.page.getByRole("link", { name: "Open a second window" }).waitFor();
    await people.nth(1).waitFor();
    await two.page.getByLabel("I am").selectOption("away");
    await people.filter({ hasText: "away" }).waitFor();
    // Who comes later learns who is here already.
    await using three = await open(app.origin);
    await three.page.getByRole("listitem").filter({ hasText: "away" }).waitFor();
    await two[Symbol.asyncDispose]();
    await people.filter({ hasText: "left" }).waitFor();
    await one.page.getByText("2 people here").waitFor();
  },
});

Deno.test({
  name: "typing: shown in the other window, and gone 3 seconds later",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    await using two = await open(app.origin);
    await two.page.clock.install();
    await one.message.pressSequentially("he");
    await two.page.clock.runFor(1_000);
    await two.page.getByText("is typing…").waitFor();
    assertEquals(await one.page.getByText("is typing…").count(), 0);
    await two.page.clock.runFor(4_000);
    await two.page.getByText("is typing…").waitFor({ state: "detached" });
  },
});

Deno.test({
  name: "chat: the title says what was said while one was in another tab, until one has seen it",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    await using two = await open(app.origin);
    const hide = (hidden: boolean) =>
      one.page.evaluate((hidden) => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    const titled = (title: string) =>
      one.page.waitForFunction((title) => document.title === title, title);
    await hide(true);
    await two.say("hello");
    await two.say("are you there?");
    await titled("(2) Mini Multiplexed Chat");
    await hide(false);
    await titled("Mini Multiplexed Chat");
  },
});
