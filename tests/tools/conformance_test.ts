import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { main } from "../../tools/conformance.ts";
import { startApp } from "../support/app.ts";
import { needs } from "../support/needs.ts";

/** The tool, a server of a few lines, and for the app what Fresh needs to build it. */
const WIRE = needs("net", "read");
const APP = needs("net", "env", "read", "write", "run", "sys");

/** Runs the tool: its exit code, its lines, and the rules that fail. */
async function run(...args: string[]) {
  const lines: string[] = [];
  const code = await main(args, (line) => lines.push(line));
  const failed = lines.flatMap((line) => /^FAIL +(\w\d+):/.exec(line)?.[1] ?? []);
  return { code, lines, failed: new Set(failed), summary: lines.at(-1) ?? "" };
}

/**
 * A server that nearly speaks the wire: it takes any offer and chooses none, gives every frame the
 * offset 0, keeps a claimed sender, and names a rule that there is not.
 */
function serveWrong(): Deno.HttpServer<Deno.NetAddr> {
  const sockets = new Set<WebSocket>();
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    if (request.headers.get("upgrade") !== "websocket") return new Response("hello");
    const { socket, response } = Deno.upgradeWebSocket(request);
    const from = crypto.randomUUID();
    socket.onopen = () => sockets.add(socket);
    socket.onclose = () => sockets.delete(socket);
    socket.onmessage = ({ data }) => {
      try {
        const text = JSON.stringify({ from, ...JSON.parse(data), offset: 0 });
        for (const socket of sockets) socket.send(text);
      } catch {
        socket.send('{"channel":"$","data":"{\\"type\\":\\"error\\",\\"rule\\":\\"F99\\"}"}');
      }
    };
    return response;
  });
}

Deno.test("conformance: our own server holds every rule", APP, async () => {
  await using app = await startApp();
  const { code, lines, summary } = await run(`ws://127.0.0.1:${app.port}`);
  assertEquals(lines.filter((line) => line.startsWith("FAIL")), []);
  assertMatch(summary, /^\n\d\d hold, 0 fail, \d+ skipped$/);
  assertEquals(code, 0);
});

Deno.test(
  "conformance: it names the rules that a server breaks, and what it saw",
  WIRE,
  async () => {
    await using server = serveWrong();
    const address = `ws://127.0.0.1:${server.addr.port}`;
    const { code, lines, failed, summary } = await run(
      address,
      "--only",
      "N1,N2,N4,P1,P2,P3,P4,H1",
    );
    assertEquals(code, 1);
    assertEquals(failed, new Set(["N2", "N4", "P2", "P3", "P4"]));
    assertStringIncludes(summary, "fail (N2, N4, P2, P3, P4)");
    const text = lines.join("\n");
    assertStringIncludes(text, "ok    P1: a frame goes to everybody, the sender too");
    assertStringIncludes(text, "step 1 of 1: expected status 426\n        saw      status 200");
    assertMatch(
      text,
      /step \d of \d: expected {"channel":"chat".*"offset":1}\n +saw +{.*"offset":0}/,
    );
    assertMatch(text, /skip {2}H1: .*\n +the server speaks the plain wire only/);
  },
);

Deno.test("conformance: an error that names another rule is a failure", WIRE, async () => {
  await using server = serveWrong();
  const address = `ws://127.0.0.1:${server.addr.port}`;
  const { failed, lines } = await run(address, "--only", "E2");
  assertEquals(failed, new Set(["E2"]));
  assertStringIncludes(lines.join("\n"), "F99");
});

Deno.test("conformance: an address that cannot be tried is one line", WIRE, async () => {
  for (
    const [args, words] of [
      [[], "Usage: deno task conformance"],
      [["ws://localhost:1", "ws://localhost:2"], "Usage:"],
      [["ws://localhost:1", "--quick"], "Unknown option '--quick'"],
      [["localhost:8765"], '"localhost:8765" is no address like ws://localhost:8765'],
      [["hello"], '"hello" is no address'],
      [["ws://127.0.0.1:1"], "Cannot reach ws://127.0.0.1:1/: "],
    ] as const
  ) {
    const { code, lines } = await run(...args);
    assertEquals([code, lines.length], [2, 1]);
    assertStringIncludes(lines[0]!, words);
  }
});
