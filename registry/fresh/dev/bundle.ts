import { build, type Plugin, stop } from "npm:esbuild@^0.28.0";
import { findPackageJSON } from "node:module";
import { basename, dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Source } from "./files.ts";
import type { BuildOptions, Mode } from "./mod.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Bundles islands, and what starts them, into modules that share their common parts. */
export async function bundle(
  islands: Source[],
  mode: Mode,
  { target = "es2022", sourceMap }: BuildOptions,
): Promise<Map<string, string>> {
  try {
    const { outputFiles } = await build({
      entryPoints: [
        { in: here("../client.ts"), out: "fresh-runtime" },
        ...islands.map(({ name, path }) => ({ in: path, out: name })),
      ],
      outdir: "/",
      write: false,
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "browser",
      target,
      minify: mode === "production",
      sourcemap: mode === "production" ? sourceMap?.kind ?? false : "linked",
      jsx: "automatic",
      jsxImportSource: "preact",
      define: { "process.env.NODE_ENV": JSON.stringify(mode) },
      plugins: [packages],
    });
    return new Map(outputFiles.map((it) => [basename(it.path), it.text]));
  } finally {
    // esbuild is a process of its own, and ours would not end while it lives.
    await stop();
  }
}

// Deno says where a package lies, seen from the module that imports it; which of its files is meant
// for browsers, esbuild reads in its package.json. So there is one copy, however it is imported.
const packages: Plugin = {
  name: "packages",
  setup(build) {
    build.onResolve({ filter: /^fresh\/runtime$/ }, () => ({ path: here("../runtime.ts") }));
    build.onResolve({ filter: /^[^./]/ }, async ({ path, importer, kind, pluginData }) => {
      if (pluginData === packages || kind === "entry-point") return;
      const from = path.startsWith("npm:") ? import.meta.resolve(path) : path;
      const manifest = findPackageJSON(from, pathToFileURL(importer).href);
      if (!manifest) return { errors: [{ text: `Cannot find the package of "${path}"` }] };
      const { name, exports } = JSON.parse(await Deno.readTextFile(manifest));
      const [, rest] = path.match(/^(?:npm:)?(?:@[^/]+\/)?[^/]+(.*)$/)!;
      return await build.resolve(exports ? name + rest : `.${rest || "/"}`, {
        kind,
        importer,
        resolveDir: dirname(manifest),
        pluginData: packages,
      });
    });
  },
};
