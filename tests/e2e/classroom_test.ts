import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type Running, startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { inside, open, quit, visit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** A teacher who has pressed the button, and sees the board. */
async function createRoom({ origin }: Running): Promise<{ teacher: Window; code: string }> {
  const teacher = await open(origin);
  await teacher.page.getByRole("button", { name: "Create a room" }).click();
  await teacher.page.waitForURL(/\/board$/);
  return { teacher, code: /\/r\/(\w+)\//.exec(teacher.page.url())![1]! };
}

/** A student who types the code and a name in a browser of their own. */
async function join({ origin }: Running, code: string, name: string): Promise<Window> {
  const student = await visit(`${origin}/join`);
  await student.page.getByLabel("Code").fill(code.toLowerCase());
  await student.page.keyboard.press("Enter");
  await student.page.getByLabel("Your name here").fill(name);
  await student.page.getByRole("button", { name: "Come in" }).click();
  await inside(student);
  return student;
}

Deno.test({
  name: "classroom: a teacher makes a room, a student joins by its code, and they talk",
  ignore,
  async fn() {
    await using app = await startApp();
    const { teacher, code } = await createRoom(app);
    await using student = await join(app, `${code.slice(0, 3)} ${code.slice(3)}`, "Ana");
    await teacher.page.getByRole("link", { name: "Open the classroom" }).click();
    await inside(teacher);
    await teacher.say("welcome");
    await student.log.getByText("welcome").waitFor();
    await student.say("hello teacher");
    await teacher.log.getByText("hello teacher").waitFor();
    await teacher.wireRows.filter({ hasText: "Ana" }).first().waitFor();
    assertEquals(app.room.size, 0, "Nobody is in the lobby");
    assertEquals([...teacher.errors, ...student.errors], []);
    await teacher[Symbol.asyncDispose]();
  },
});

Deno.test({
  name: "classroom: who reloads is who they were, and who leaves is asked anew",
  ignore,
  async fn() {
    await using app = await startApp();
    const { teacher, code } = await createRoom(app);
    await using student = await join(app, code, "Ana");
    const { page } = student;
    await page.reload();
    await inside(student);
    const bar = page.getByRole("navigation", { name: "Classroom" });
    await bar.getByText("Ana").waitFor();
    assertEquals(app.state.rooms.find(code)!.size, 2);
    await bar.getByRole("button", { name: "Leave" }).click();
    await page.waitForURL(/\/join$/);
    await page.goto(`${app.origin}/r/${code}`);
    await page.getByLabel("Your name here").waitFor();
    await teacher[Symbol.asyncDispose]();
  },
});

Deno.test({
  name: "classroom: the teacher's own link is folded away on the board, and works elsewhere",
  ignore,
  async fn() {
    await using app = await startApp();
    const { teacher, code } = await createRoom(app);
    const own = teacher.page.getByText(/\/teach\//);
    assertEquals(await own.isVisible(), false);
    await teacher.page.getByText("Your own link.").click();
    await own.waitFor();
    await using phone = await visit(await own.innerText());
    await inside(phone);
    assertStringIncludes(phone.page.url(), `/r/${code}`);
    await phone.page.getByText("Teacher: ").waitFor();
    await teacher[Symbol.asyncDispose]();
  },
});

Deno.test({
  name: "classroom: the buttons to copy do, and are not there where they cannot",
  ignore,
  async fn() {
    await using app = await startApp();
    const { teacher, code } = await createRoom(app);
    await teacher.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await teacher.page.getByRole("button", { name: "Copy the join link" }).click();
    await teacher.page.getByText("Copied ✓").waitFor();
    const copied = await teacher.page.evaluate(() => navigator.clipboard.readText());
    assertEquals(copied, `${app.origin}/r/${code}`);
    await teacher[Symbol.asyncDispose]();
  },
});

Deno.test({
  name: "classroom: all of the way in works without scripts, and by keyboard alone",
  ignore,
  async fn() {
    await using app = await startApp();
    await using visitor = await visit(app.origin, { javaScriptEnabled: false });
    const { page } = visitor;
    const button = page.getByRole("button", { name: "Create a room" });
    await button.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/board$/);
    assertEquals(await page.getByRole("button", { name: /^Copy/ }).count(), 0);
    const code = /\/r\/(\w+)\//.exec(page.url())![1]!;
    await using student = await visit(`${app.origin}/join`, { javaScriptEnabled: false });
    await student.page.locator("#code:focus").waitFor();
    await student.page.keyboard.type(code);
    await student.page.keyboard.press("Enter");
    const name = student.page.getByLabel("Your name here");
    const nickname = await name.inputValue();
    assert(nickname.length > 3);
    await name.press("Enter");
    await student.page.getByText(nickname).waitFor();
  },
});

Deno.test({
  name: "classroom: a page whose room ends says so, and does not try again",
  ignore,
  async fn() {
    await using app = await startApp();
    const { teacher, code } = await createRoom(app);
    await using student = await join(app, code, "Ana");
    app.state.rooms.find(code)!.end();
    await student.page.getByRole("alert").filter({ hasText: "The classroom has ended." }).waitFor();
    await student.page.getByRole("button", { name: "Go on" }).click();
    await student.page.getByRole("heading", { name: "This classroom is over" }).waitFor();
    await teacher[Symbol.asyncDispose]();
  },
});
