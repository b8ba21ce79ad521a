import { assertEquals } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath, launch } from "../support/chrome.ts";
import { open, quit } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** Has the page write down what its policy forbids, from its first moment on. */
const REPORT = `
  globalThis.violations = [];
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile }) =>
    violations.push([effectiveDirective, blockedURI, sourceFile].join(" ")));`;

// deno-lint-ignore no-explicit-any
const violations = () => (globalThis as any).violations as string[];

Deno.test({
  name: "csp: no page needs anything that its policy forbids",
  ignore,
  async fn() {
    await using app = await startApp();
    await using browser = await launch();
    const page = await browser.newPage();
    await page.addInitScript(REPORT);
    const errors: string[] = [];
    page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) errors.push(message.text());
    });
    const { code, teacherKey } = await (await fetch(`${app.origin}/api/rooms`, {
      method: "POST",
      body: new URLSearchParams({ name: "Teacher" }),
    })).json();
    const rooms = ["/nowhere", `/r/${code}`];
    const open = ["/", "/solo", "/join", "/rooms", "/limits", "/protocol", ...rooms];
    // From the link on, this is the teacher's browser.
    const teachers = [`/teach/${teacherKey}`, `/r/${code}`, `/r/${code}/board`];
    for (const path of [...open, ...teachers]) {
      await page.goto(`${app.origin}${path}`);
      await page.getByRole("heading").first().waitFor();
      assertEquals(await page.evaluate(violations), [], path);
    }
    assertEquals(errors, []);
  },
});

Deno.test({
  name: "csp: the lobby works as before, and a script that was slipped in does not run",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    await one.say("hello");
    await one.log.getByText("hello").waitFor();
    await one.page.evaluate(() => {
      document.body.append(
        Object.assign(document.createElement("script"), { textContent: "globalThis.ran = true" }),
      );
      document.body.insertAdjacentHTML(
        "beforeend",
        `<img src="x" onerror="globalThis.ran = true">`,
      );
    });
    await one.page.getByRole("banner").getByText("Connected").waitFor();
    // deno-lint-ignore no-explicit-any
    assertEquals(await one.page.evaluate(() => (globalThis as any).ran), undefined);
  },
});
