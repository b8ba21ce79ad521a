import { assertEquals } from "@std/assert";
// In the module graph, so that its file can be found.
import type {} from "ws";
import { needs } from "../support/needs.ts";
import { serveWire } from "../support/server.ts";

/** Two connections of a program for Node: one says something, the other hears it. */
const PROGRAM = `
import WebSocket from "WS";
import { connect, systemClock, webSocket } from "./lib/mod.ts";

const join = () => connect({
  socket: webSocket(process.argv[2], WebSocket),
  clock: systemClock,
  random: Math.random,
  read: { chat: "oldest" },
});
const otter = join(), heron = join();
await otter.channel("chat").send("hello", { size: 2 }).acked;
for await (const { from, text } of heron.channel("chat")) {
  console.log(JSON.stringify({ isOtter: from === otter.from, text }));
  break;
}
const bytes = new Uint8Array(100_000).map((_, n) => n % 251);
otter.channel("file").sendBytes("head", bytes);
for await (const { text, bytes: came } of heron.channel("file")) {
  console.log(JSON.stringify({ text, same: Buffer.compare(bytes, came) === 0 }));
  break;
}
otter.close();
heron.close();
`;

const NODE = { ignore: needs("net", "env", "read", "write", "run").ignore || !await hasNode() };

Deno.test("connect: Node runs it, as it is", NODE, async () => {
  const { build, stop } = await import("npm:esbuild@^0.28.0");
  const folder = await Deno.makeTempDir();
  await using server = await serveWire();
  try {
    await build({
      stdin: { contents: PROGRAM, resolveDir: new URL("../..", import.meta.url).pathname },
      alias: { WS: new URL(import.meta.resolve("ws")).pathname },
      bundle: true,
      platform: "node",
      format: "esm",
      // ws is CommonJS, and asks for Node's own modules by require.
      banner: {
        js: 'import { createRequire } from "node:module";const require=createRequire("/");',
      },
      outfile: `${folder}/program.mjs`,
      logLevel: "silent",
    });
    const { stdout, stderr } = await new Deno.Command("node", {
      args: [`${folder}/program.mjs`, `ws://${server.address}`],
    }).output();
    assertEquals(new TextDecoder().decode(stderr), "");
    assertEquals(
      new TextDecoder().decode(stdout).trim().split("\n").map((line) => JSON.parse(line)),
      [
        { isOtter: true, text: "hello" },
        { text: "head", same: true },
      ],
    );
  } finally {
    await stop();
    await Deno.remove(folder, { recursive: true });
  }
});

async function hasNode(): Promise<boolean> {
  if (needs("run").ignore) return false;
  return await new Deno.Command("node", { args: ["--version"] }).output()
    .then(({ success }) => success, () => false);
}
