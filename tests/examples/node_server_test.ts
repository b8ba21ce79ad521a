import { assertEquals } from "@std/assert";
// In the module graph, so that its file can be found.
import type {} from "ws";
import { main } from "../../tools/conformance.ts";
import { needs } from "../support/needs.ts";

/** Skipped by name where there is no node. */
const NODE = { ignore: needs("net", "env", "read", "write", "run").ignore || !hasNode() };

function hasNode(): boolean {
  try {
    return new Deno.Command("node", { args: ["--version"] }).outputSync().success;
  } catch {
    return false;
  }
}

Deno.test(
  "server.mjs: the starter for students holds every rule of the plain wire",
  NODE,
  async () => {
    const { build, stop } = await import("npm:esbuild@^0.28.0");
    const folder = await Deno.makeTempDir();
    try {
      await build({
        entryPoints: [new URL("../../examples/server.mjs", import.meta.url).pathname],
        alias: { ws: new URL(import.meta.resolve("ws")).pathname },
        bundle: true,
        platform: "node",
        format: "esm",
        // ws is CommonJS, and asks for Node's own modules by require.
        banner: {
          js: 'import { createRequire } from "node:module";const require=createRequire("/");',
        },
        outfile: `${folder}/server.mjs`,
        logLevel: "silent",
      });
      const server = new Deno.Command("node", {
        args: [`${folder}/server.mjs`, "0"],
        stdout: "piped",
      }).spawn();
      const words = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
      try {
        const { value = "" } = await words.read();
        const lines: string[] = [];
        const code = await main([value.trim()], (line) => lines.push(line));
        assertEquals([code, lines.filter((line) => line.startsWith("FAIL"))], [0, []]);
      } finally {
        server.kill();
        await Promise.all([server.status, words.cancel()]);
      }
    } finally {
      await stop();
      await Deno.remove(folder, { recursive: true });
    }
  },
);
