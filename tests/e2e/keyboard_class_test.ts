import { assertEquals } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { tabTo } from "./audit.ts";
import { part } from "./class.ts";
import { inside, quit, visit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** Goes to something by Tab, and presses it. */
async function press({ page }: Window, name: RegExp, key = "Enter"): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

Deno.test({
  name:
    "access: U22, U27: a class by keyboard alone: make it, join, chat, bet, follow, hold, step, pause",
  ignore,
  async fn() {
    await using app = await startApp();
    // Not so tall that all is in sight.
    const options = { viewport: { width: 1280, height: 700 } };
    await using teacher = await visit(`${app.origin}/rooms`, options);
    await press(teacher, /^Create a room/);
    await teacher.page.waitForURL(/\/board$/);
    const code = /\/r\/(\w+)\//.exec(teacher.page.url())![1]!;
    await press(teacher, /^Open the classroom/);
    await inside(teacher);
    await part(teacher, "You are the teacher").waitFor();

    await using ana = await visit(`${app.origin}/join`, options);
    // It has the focus from the start, but not from the first instant.
    await ana.page.locator("#code:focus").waitFor();
    await ana.page.keyboard.type(code);
    await ana.page.keyboard.press("Enter");
    await ana.page.getByLabel("Your name here").waitFor();
    await tabTo(ana.page, /^Your name here/);
    await ana.page.keyboard.press("Control+A");
    await ana.page.keyboard.type("Ana");
    await ana.page.keyboard.press("Enter");
    await inside(ana);

    const says = async (window: Window, text: string) => {
      await tabTo(window.page, /^Message/);
      await window.page.keyboard.type(text);
      await window.page.keyboard.press("Enter");
    };
    await says(teacher, "good morning");
    await ana.log.getByText("good morning").waitFor();
    await says(ana, "here I am");
    await teacher.log.getByText("here I am").waitFor();

    await press(teacher, /^Everybody follows me/);
    await press(teacher, /^Ask a bet/);
    await press(teacher, /^Ask the class/);
    // She writes at the chat, and the question is above what she sees.
    const question = ana.page.getByRole("status").filter({
      hasText: "Your teacher asks: How many",
    });
    await question.waitFor();
    await ana.page.getByRole("link", { name: "Your teacher asks: go there" }).waitFor();
    await press(ana, /^2$/, "Space");
    await press(ana, /^Bet$/);
    const bet = part(ana, "Your teacher asks");
    await bet.getByText("You said: 2").waitFor();
    await teacher.page.getByText("1 of 1 person have answered").waitFor();
    await press(teacher, /^Show the answers/);
    await bet.getByRole("table").waitFor();

    await press(teacher, /^Hold all frames/);
    await ana.page.getByText(/^Your teacher leads this page: .*by hand/).waitFor();
    await says(ana, "held");
    await ana.page.getByText("on its way").or(ana.page.getByText("waits for")).first().waitFor();
    // It is one frame, and the typing before it another.
    for (let n = 0; n < 2; n++) await press(teacher, /^Step all/);
    await teacher.log.getByText("held").waitFor();
    // Whoever wants to goes their own way, and comes back.
    const follow = ana.page.getByRole("button", { name: "Follow the teacher" });
    await press(ana, /^Follow the teacher/, "Space");
    assertEquals(await follow.getAttribute("aria-pressed"), "false");
    await ana.page.keyboard.press("Space");
    assertEquals(await follow.getAttribute("aria-pressed"), "true");

    await press(teacher, /^Pause everybody/);
    await ana.page.getByText("has paused the room: read").waitFor();
    assertEquals([...teacher.errors, ...ana.errors], []);
  },
});
