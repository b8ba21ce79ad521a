/**
 * What builds the app: for `dev.ts`, and for tests that start all of it.
 *
 * @module
 */

import { build, stop } from "esbuild";
import { Builder } from "fresh/dev";

/** Fresh's own builder, which also makes one file of the style sheet and its parts. */
export function newBuilder(): Builder {
  const builder = new Builder({ target: "es2022" });
  // The first picture waits for it. The parts are for those who read them.
  builder.onTransformStaticFile(
    { pluginName: "one style sheet", filter: /\bstyles\.css$/ },
    async ({ path, mode }) => {
      const { outputFiles } = await build({
        entryPoints: [path],
        bundle: true,
        minify: mode === "production",
        write: false,
      });
      // esbuild is a process of its own, and ours would not end while it lives.
      await stop();
      return { content: outputFiles[0]!.text };
    },
  );
  return builder;
}
