import { assert, assertEquals } from "@std/assert";
import { type Running, startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { inside, open, quit, visit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** A teacher and a student in a classroom, each with the lab open. */
async function createClass({ origin }: Running): Promise<{ teacher: Window; student: Window }> {
  const teacher = await open(origin);
  await teacher.page.getByRole("button", { name: "Create a room" }).click();
  await teacher.page.waitForURL(/\/board$/);
  const code = /\/r\/(\w+)\//.exec(teacher.page.url())![1]!;
  await teacher.page.getByRole("link", { name: "Open the classroom" }).click();
  const student = await visit(`${origin}/r/${code}`);
  await student.page.getByLabel("Your name here").fill("Ana");
  await student.page.getByRole("button", { name: "Come in" }).click();
  for (const view of [teacher, student]) {
    await inside(view);
    await view.page.locator("summary", { hasText: "More to try" }).click();
    await view.page.getByRole("heading", { name: "Missions" }).waitFor();
  }
  return { teacher, student };
}

const part = (view: Window, name: string) => view.page.getByRole("region", { name, exact: true });

Deno.test({
  name: "class: U17, U25: what a student bets is counted for the teacher, and hidden until shown",
  ignore,
  async fn() {
    await using app = await startApp();
    const { teacher, student } = await createClass(app);
    const bets = part(student, "Place your bets");
    await bets.getByRole("radio", { name: "5", exact: true }).check();
    await bets.getByRole("button", { name: "Show the answer" }).click();
    const room = part(teacher, "The class");
    await room.getByText("1 answer. The answers are hidden").waitFor();
    await room.getByRole("button", { name: "Show the answers" }).click();
    await room.getByRole("row", { name: "5 ✓ right 1" }).waitFor();
    const [download] = await Promise.all([
      teacher.page.waitForEvent("download"),
      room.getByRole("button", { name: "Save as a table (CSV)" }).click(),
    ]);
    const csv = await Deno.readTextFile(await download.path());
    assert(/\r\ns\d,right,/.test(csv), csv);
    assert(!csv.includes("Ana"));
    assertEquals(await part(student, "The class").count(), 0);
    assertEquals([...teacher.errors, ...student.errors], []);
    for (const view of [teacher, student]) await view[Symbol.asyncDispose]();
  },
});

Deno.test({
  name: "class: U9: a teacher has the hub drop a frame, and a student asks for it again",
  ignore,
  async fn() {
    await using app = await startApp();
    const { teacher, student } = await createClass(app);
    assertEquals(await part(student, "Faults").count(), 0);
    const faults = part(teacher, "Faults");
    await faults.getByLabel("Frames on").selectOption("chat");
    await faults.getByRole("button", { name: "Drop", exact: true }).click();
    await teacher.say("hello class");
    await student.page.getByRole("button", { name: "Ask for #0 again" }).click();
    await student.log.getByText("hello class").waitFor();
    await part(teacher, "What was dropped").getByText("Nothing that").waitFor();
    await part(student, "Missions").getByText("Lose a frame, find it 3 of 3 steps").waitFor();
    assertEquals([...teacher.errors, ...student.errors], []);
    for (const view of [teacher, student]) await view[Symbol.asyncDispose]();
  },
});

Deno.test({
  name: "class: U22, U24: a teacher sets all knobs and steps all, and a student may go alone",
  ignore,
  async fn() {
    await using app = await startApp();
    const { teacher, student } = await createClass(app);
    await teacher.page.getByLabel("Chunk size").first().fill("2");
    await teacher.page.getByLabel("Pace").selectOption("Infinity");
    const lead = part(teacher, "Lead the class's knobs");
    await lead.getByRole("button", { name: "Set all pages like mine" }).click();
    await student.page.getByText("Your teacher sets the knobs of this page.").waitFor();
    const size = student.page.getByLabel("Chunk size").first();
    // What is led is set once what says so is drawn.
    await student.page.getByText("A message is cut every 2 characters").waitFor();
    assertEquals(await size.inputValue(), "2");
    await student.say("hi");
    // One for the sign of typing, one for the line.
    const step = lead.getByRole("button", { name: "Have every page send one frame" });
    await step.click();
    await step.click();
    await teacher.log.getByText("hi", { exact: true }).waitFor();
    await student.page.getByRole("button", { name: "Follow the teacher" }).click();
    await size.fill("7");
    await lead.getByRole("button", { name: "Set all pages like mine" }).click();
    await student.page.getByText("yours are your own").waitFor();
    assertEquals(await size.inputValue(), "7");
    await lead.getByRole("button", { name: "Let everybody turn their own" }).click();
    await student.page.getByText("yours are your own").waitFor({ state: "detached" });
    assertEquals([...teacher.errors, ...student.errors], []);
    for (const view of [teacher, student]) await view[Symbol.asyncDispose]();
  },
});
