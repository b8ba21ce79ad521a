/**
 * What builds the app: for `dev.ts`, and for tests that start all of it.
 *
 * @module
 */

import { build, stop } from "esbuild";
import { Builder } from "fresh/dev";

/** Fresh's own builder, which also makes one file of what in static/ has parts. */
export function newBuilder(): Builder {
  const builder = new Builder({ target: "es2022" });
  // The first picture waits for the style sheet, and a service worker is one file in old browsers.
  builder.onTransformStaticFile(
    { pluginName: "one file", filter: /\b(styles\.css|solo_offline\.js)$/ },
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
