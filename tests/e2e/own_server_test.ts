import { assert, assertEquals } from "@std/assert";
import { EXCHANGES } from "../../conformance/run.ts";
import { type Member, Room } from "../../server/room.ts";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { serveWire } from "../support/server.ts";
import { violationsOf } from "./axe.ts";
import { open, quit } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** A first server of a student's: every frame to everybody, and every offset is 0. */
function serveNaive() {
  const sockets = new Set<WebSocket>();
  const headers: Headers[] = [];
  const texts: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    headers.push(new Headers(request.headers));
    const { socket, response } = Deno.upgradeWebSocket(request);
    const from = `guest-${headers.length}`;
    socket.onopen = () => sockets.add(socket);
    socket.onclose = () => sockets.delete(socket);
    socket.onmessage = ({ data }) => {
      texts.push(data);
      let text = '{"channel":"$","data":"not JSON"}';
      try {
        text = JSON.stringify({ ...JSON.parse(data), from, offset: 0 });
      } catch {
        // It says so.
      }
      for (const other of sockets) if (other.readyState === WebSocket.OPEN) other.send(text);
    };
    return response;
  });
  return {
    address: `ws://127.0.0.1:${server.addr.port}/`,
    headers,
    texts,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.close();
      await server.shutdown();
    },
  };
}

Deno.test({
  name:
    "own server: the page goes there, chats, names the broken rules, and comes back, by keyboard",
  ignore,
  async fn() {
    await using app = await startApp();
    await using server = serveNaive();
    await using view = await open(app.origin, { viewport: { width: 320, height: 800 } });
    const { page } = view;
    const me = page.getByRole("banner").locator("b");
    await view.say("for the lobby alone");
    await view.log.getByText("for the lobby alone").waitFor();
    const name = await me.textContent();

    const parts = page.getByRole("navigation", { name: "Part of the page" });
    await parts.getByRole("button", { name: "Lab" }).press("Enter");
    await page.locator("summary", { hasText: "Bring your own server" }).press("Enter");
    const field = page.getByLabel("Address of your server");
    await field.fill("http://localhost");
    await field.press("Enter");
    await page.getByText("begins with ws:// or wss://, not http://").waitFor();
    await field.fill("ws://127.0.0.1:1");
    await field.press("Enter");
    await page.getByText("A browser does not tell a page why").waitFor();
    assertEquals(await violationsOf(page), []);
    await field.fill(server.address);
    await field.press("Enter");

    const back = page.getByRole("button", { name: "Back to the lobby" });
    await back.waitFor();
    assertEquals(await back.evaluate((node) => node === document.activeElement), true);
    const { top, bottom } = await back.evaluate((node) => node.getBoundingClientRect());
    assert(top >= 0 && bottom <= page.viewportSize()!.height, "It is in sight");
    await me.getByText("guest-").waitFor();
    assertEquals(await view.log.getByText("for the lobby alone").count(), 0);
    await view.say("hi there");
    await view.log.getByText("hi there").waitFor();
    await parts.getByRole("button", { name: "Frames" }).press("Enter");
    await view.wireRows.first().waitFor();
    await parts.getByRole("button", { name: "Chat" }).press("Enter");
    assert(
      server.headers.every((headers) => !headers.has("cookie") && !headers.has("authorization")),
    );
    assert(server.texts.every((text) => !text.includes("lobby")));

    await page.getByRole("button", { name: "Hold it to the rules" }).press("Enter");
    await page.getByRole("button", { name: "Run", exact: true }).press("Enter");
    const verdict = (text: string) => page.getByRole("listitem").filter({ hasText: text }).first();
    await verdict("offsets count the frames of one channel").getByText("✗ fails").waitFor();
    await verdict("a frame goes to everybody").getByText("✓ holds").waitFor();
    await verdict("/ws without an upgrade").getByText("– skipped").waitFor();
    const link = verdict("offsets count").getByRole("link", { name: "P3" });
    assertEquals(await link.getAttribute("href"), "/protocol#P3");
    await page.getByRole("button", { name: "Stop", exact: true }).press("Enter");
    await page.getByText(/^Stopped\. \d+ hold, \d+ fail/).waitFor();
    assertEquals(await violationsOf(page), []);
    assertEquals(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    await view.picture("own-server-320");

    await back.press("Enter");
    await me.getByText(name!, { exact: true }).waitFor();
    const way = page.locator("summary", { hasText: "Bring your own server" });
    assertEquals(await way.evaluate((node) => node === document.activeElement), true);
    // Also when what is above it has come, and is higher than its place was.
    await page.getByText("A file in frames").waitFor();
    await page.waitForFunction(
      (way) => Math.abs(way!.getBoundingClientRect().bottom - innerHeight / 2) < innerHeight / 2,
      await way.elementHandle(),
    );
    await parts.getByRole("button", { name: "Chat" }).press("Enter");
    await view.log.getByText("for the lobby alone").waitFor();
    await page.goto(`${app.origin}/protocol#P3`);
    await page.locator("#P3").getByText("counts the frames of one channel").waitFor();
    assertEquals(await violationsOf(page), []);
  },
});

/** A room that holds every rule but P7 on the plain wire: nobody is told that somebody left. */
class Forgetful extends Room {
  override join(reader: Parameters<Room["join"]>[0], from?: string): Member {
    if (!("send" in reader)) return super.join(reader, from);
    const { send } = reader;
    const told = (text: string) => text.includes('"data":"left"') || send(text);
    return super.join({ ...reader, send: told }, from);
  }
}

Deno.test({
  name: "own server: of one that breaks one rule, that one fails and all others hold",
  ignore,
  async fn() {
    await using app = await startApp();
    await using server = serveWire({}, new Forgetful());
    await using view = await open(app.origin);
    const { page } = view;
    await page.locator("summary", { hasText: "Bring your own server" }).click();
    const field = page.getByLabel("Address of your server");
    await field.fill(`ws://${server.address}/ws`);
    await field.press("Enter");
    await page.getByRole("button", { name: "Hold it to the rules" }).click();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText(/^\d+ hold, \d+ fail/).waitFor();
    const lines = page.locator(".verdicts > li");
    const told = await lines.evaluateAll((all) =>
      all.map((line) => [line.getAttribute("data-outcome"), line.textContent ?? ""] as const)
    );
    const of = (outcome: string) =>
      told.filter((line) => line[0] === outcome).map(([, text]) => text);
    assertEquals(
      of("FAIL").map((text) => text.split("Step")[0]),
      ["✗ fails P7: who announced itself and ends has left"],
    );
    assert(of("ok").some((text) => text.includes("P7: who announced nothing ends without a word")));
    assertEquals(of("ok").length + of("skip").length, EXCHANGES.length - 1);
    assert(of("ok").length > 50);
  },
});
