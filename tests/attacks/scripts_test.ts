import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { toBase64 } from "../../lib/file.ts";
import { chromePath, launch } from "../support/chrome.ts";
import { Client } from "../support/client.ts";
import { frame } from "../support/frames.ts";
import { School } from "../support/school.ts";
import { inside, open, quit, visit, type Window } from "../e2e/windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** Texts that run, or make an element, wherever somebody takes them for HTML, a link or a template. */
const PAYLOADS = [
  `<script>hacked=1</script><b class=hacked>1</b>`,
  `<img class=hacked src=x onerror=hacked=2>`,
  `"><svg class=hacked onload=hacked=3>`,
  `' onmouseover='hacked=4' class='hacked`,
  `</textarea></title></style><b class=hacked>5</b>`,
  `<a class=hacked href=javascript:hacked=6>x</a>`,
  `javascript:hacked=7//http://x`,
  `&lt;b class=hacked&gt;8&lt;/b&gt;`,
  `{{constructor.constructor("hacked=9")()}}`,
  "<iframe class=hacked srcdoc='<b>10</b>'></iframe>",
  "<!--><b class=hacked>11</b>-->",
  "\\u003cb class=hacked\\u003e12",
];

/** No script of anybody ran, no element was made, and nothing was even tried: the console is quiet. */
async function isClean({ page, errors }: Pick<Window, "page" | "errors">): Promise<void> {
  const made = await page.evaluate(() => {
    const bad = ".hacked, [onerror], [onload], [onmouseover], iframe, [href^='javascript:' i]";
    return [...document.querySelectorAll(bad)].map((element) => element.outerHTML);
  });
  assertEquals(made, []);
  assertEquals(await page.evaluate(() => "hacked" in globalThis), false);
  assertEquals(errors, []);
}

/** All text of the page, and what its fields hold. */
function textOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>("input, textarea")];
    return `${document.body.textContent}\n${fields.map(({ value }) => value).join("\n")}`;
  });
}

Deno.test({
  name:
    "attack: what others say, call a message or a file shows as it is written, and runs nowhere (XSS)",
  ignore,
  async fn() {
    await using school = await School.open();
    await using view = await open(school.app.origin);
    using hostile = await Client.connect(`${school.address}/ws`);
    for (const [n, payload] of PAYLOADS.entries()) {
      const messageId = `${n} ${payload}`.slice(0, 64);
      hostile.send(frame({ messageId, data: payload }));
      hostile.send(frame({ channel: "presence", messageId, data: payload }));
      hostile.send({ ...frame({ channel: "typing", messageId }), [payload]: payload });
      const name = encodeURIComponent(`${payload}.html`);
      const data = `data:text/html;name=${name};base64,${
        toBase64(new TextEncoder().encode(payload))
      }`;
      hostile.send(frame({ channel: "file", messageId, data }));
    }
    hostile.send(frame({ messageId: "last", data: "and that was the last one" }));
    await view.log.getByText("and that was the last one").waitFor();
    const said = await view.log.evaluate((log) => log.textContent);
    for (const payload of PAYLOADS) assertStringIncludes(said!, payload);
    await isClean(view);
    // The same once more for who comes later, and looks at everything that can be opened.
    for (const details of await view.page.locator("details:not([open]) > summary").all()) {
      if (await details.isVisible()) await details.click();
    }
    await isClean(view);
  },
});

Deno.test({
  name: "attack: a server that is hostile says nothing that runs: names, errors, reasons (XSS)",
  ignore,
  async fn() {
    await using school = await School.open();
    const browser = await launch();
    try {
      for (const payload of PAYLOADS) {
        const page = await browser.newPage();
        const errors: string[] = [];
        page.on("pageerror", (error) => errors.push(error.message));
        page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
        const opened = Promise.withResolvers<void>();
        await page.routeWebSocket(/\/ws$|\/$/, (socket) => {
          const from = payload.slice(0, 64);
          const data = JSON.stringify({ type: "error", rule: payload, message: payload });
          socket.send(JSON.stringify({ ...frame({ channel: "$", data }), from }));
          socket.send(
            JSON.stringify({ channel: "$", type: "error", rule: payload, message: payload }),
          );
          for (const channel of ["chat", "presence", "typing", "file"]) {
            socket.send(JSON.stringify({ ...frame({ channel, data: payload }), from, offset: 0 }));
          }
          socket.close({ code: 4400, reason: payload.slice(0, 120) });
          opened.resolve();
        });
        await page.goto(school.app.origin);
        await opened.promise;
        // The reason of the close is what the page says of it.
        await page.getByText(payload.slice(0, 120)).first().waitFor();
        await isClean({ page, errors: errors.filter((line) => !line.includes("WebSocket")) });
        await page.close();
      }
    } finally {
      await browser.close();
    }
  },
});

Deno.test({
  name:
    "attack: what people call themselves shows as it is written, to students and teachers (XSS)",
  ignore,
  async fn() {
    await using school = await School.open();
    const { code, teacher } = await school.openRoom();
    const members = [];
    for (const payload of PAYLOADS) members.push(await school.join(code, payload));
    const clients = [];
    for (const { token } of members) {
      const client = await school.plain(code, token);
      client.send(frame({ channel: "presence", data: "online" }));
      client.send(frame({ messageId: "hello", data: "hello" }));
      clients.push(client);
    }
    const ana = await school.join(code, "Ana");
    for (const { token } of [teacher, ana]) {
      await using view = await visit(school.app.origin);
      await view.page.context().addCookies([
        { name: "mux", value: token, domain: "localhost", path: `/r/${code}` },
      ]);
      await view.page.goto(`${school.app.origin}/r/${code}`);
      await inside(view);
      await view.page.getByText(members[0]!.person.name).first().waitFor();
      const text = await textOf(view.page);
      for (const { person: { name } } of members) assertStringIncludes(text, name);
      await isClean(view);
    }
    for (const client of clients) client[Symbol.dispose]();
  },
});

Deno.test({
  name: "attack: what an address or a form says comes back as text (XSS)",
  ignore,
  async fn() {
    await using school = await School.open();
    const { code, teacher } = await school.openRoom();
    using lead = await school.mux(code, teacher.token);
    const lock = async (on: boolean) => {
      lead.send(JSON.stringify({ channel: "$", type: "lock", on }));
      const said = `"locked":${on}`;
      await lead.until(({ channel, data }) => channel === "room" && data.includes(said));
    };
    await using view = await visit(school.app.origin);
    const { page, errors } = view;
    for (const payload of PAYLOADS) {
      const encoded = encodeURIComponent(payload);
      for (
        const path of [
          `/join?code=${encoded}`,
          `/r/${encoded}`,
          `/r/${encoded}/board`,
          `/teach/${encoded}`,
          `/${encoded}`,
          `/?${encoded}`,
          `/r/${code}?${encoded}#${encoded}`,
        ]
      ) {
        await page.goto(school.app.origin + path);
        // What was not found is an error line of the browser's own.
        await isClean({ page, errors: errors.filter((line) => !/status of 4\d\d/.test(line)) });
      }
      await page.goto(`${school.app.origin}/r/${code}`);
      await page.locator("input[name=name]").fill(payload);
      // Whoever has the form already is told beside what they typed.
      await lock(true);
      await page.locator("form:has(input[name=name])").getByRole("button").first().click();
      await page.getByText(/locked/).first().waitFor();
      await lock(false);
      assertStringIncludes(await textOf(page), payload);
      await isClean({ page, errors: errors.filter((line) => !/status of 4\d\d/.test(line)) });
    }
  },
});
