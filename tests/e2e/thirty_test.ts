import { assertEquals } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import type { Member } from "../support/school.ts";
import { postJson } from "../support/visitor.ts";
import { Class } from "./class.ts";
import { framesOn, MESSAGES, muxLight, plainLight, type Said, saidBy } from "./light.ts";
import { quit } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** Of each wire. */
const MUX = 20;
const PLAIN = 10;
const ALL = MUX + PLAIN;

/** In an order that does not depend on who was quicker. */
const sorted = (said: readonly Said[]) =>
  said.map(({ from, channel, messageId, text }) => `${from} ${channel} ${messageId} ${text}`)
    .sort();

Deno.test({
  name:
    "U24, A1: thirty called Ana say 100 frames each under the same ids: a page beside them has all",
  ignore,
  async fn() {
    await using app = await startApp();
    await using room = await Class.open(app);
    const { page, log } = room.teacher;
    const members: Member[] = [];
    for (let n = 0; n < ALL; n++) {
      members.push((await postJson(app, `/api/rooms/${room.code}/join`, { name: "Ana" })).json);
    }
    const address = `127.0.0.1:${app.port}/r/${room.code}/ws`;
    using stack = new DisposableStack();
    const lights = await Promise.all(
      members.map(async (member, n) =>
        stack.use(await (n < MUX ? muxLight : plainLight)(address, member, ALL * MESSAGES))
      ),
    );
    for (const light of lights) light.talk();

    const expected = members.flatMap(({ person }) => saidBy(person.id));
    for (const { hear, troubles } of lights) {
      assertEquals(sorted(await hear()), sorted(expected));
      assertEquals(troubles, []);
    }

    const lines = expected.filter(({ channel }) => channel === "chat");
    await log.locator("p").nth(lines.length - 1).waitFor();
    const shown = await log.locator("p").evaluateAll((all) =>
      all.map((line) => [".text", "b"].map((part) => line.querySelector(part)?.textContent))
    );
    const nameOf = new Map(members.map(({ person: { id, name } }) => [id, name]));
    assertEquals(new Set(nameOf.values()).size, ALL);
    assertEquals(
      shown.map((line) => line.join(" ")).sort(),
      lines.map(({ from, text }) => `${text} ${nameOf.get(from)}`).sort(),
    );

    const files = new Set(
      expected.filter(({ channel }) => channel === "file")
        .map(({ from, text }) => `${text} from ${nameOf.get(from)}`),
    );
    const saved = await page.getByRole("region", { name: "Files" }).getByRole("listitem")
      .allTextContents();
    assertEquals(saved.length, 10);
    assertEquals(saved.filter((file) => !files.has(file)), []);

    for (const channel of ["chat", "file"]) {
      await page.getByLabel("Channel", { exact: true }).selectOption(channel);
      await page.getByText(`${ALL * framesOn(channel)} of`).waitFor();
    }
    assertEquals(framesOn("chat") + framesOn("file"), 100);
    assertEquals(room.errors, []);
  },
});
