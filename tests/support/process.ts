/**
 * The server as a process of its own, as `deno task start` runs it but built into memory: for tests of
 * signals, of what it logs, and of its end.
 *
 * @module
 */

import { newBuilder } from "../../builder.ts";
import { orExplain } from "../../server/explain.ts";
import { run } from "../../server/run.ts";

const { app, running } = await orExplain("start", () => import("../../main.ts"));
const build = newBuilder();
(await build.build({ mode: "production", snapshot: "memory" }))(app);
await run({ ...running, handler: app.handler() });
