/**
 * Serves the built app: one process, one port, until it is told to stop.
 *
 * @module
 */

import { readConfig } from "./server/config.ts";
import { orExplain } from "./server/explain.ts";
import { run } from "./server/run.ts";

// First of all, so that a setting that cannot be used is one line and no stack.
await orExplain("read the settings", () => readConfig((name) => Deno.env.get(name)));

// Not static: the build is made by a task, and a type check must not need it.
const built = new URL("./_fresh/server.js", import.meta.url).href;
const { default: { fetch: handler } } = await orExplain("start", () => import(built));
const { running } = await import("./main.ts");

await run({ ...running, handler });
