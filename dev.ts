/**
 * Builds the islands (`dev.ts build`), or serves the app while it is being written.
 *
 * @module
 */

import { newBuilder } from "./builder.ts";
import { readConfig } from "./server/config.ts";
import { orExplain } from "./server/explain.ts";

const builder = newBuilder();

if (Deno.args.includes("build")) {
  await orExplain("build into _fresh", () => builder.build());
} else {
  await orExplain("serve", () => {
    const { host, port } = readConfig((name) => Deno.env.get(name));
    return builder.listen(() => import("./main.ts"), { hostname: host, port });
  });
}
