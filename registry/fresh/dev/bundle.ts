import { findPackageJSON } from "node:module";
import { basename, dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type BuildOptions, type Plugin, stop } from "npm:esbuild@^0.28.0";
import { buildId as placeholder } from "../build_id.ts";

export interface SourceMap {
  kind?: boolean | "linked" | "inline" | "external" | "both";
  sourceRoot?: string;
  sourcesContent?: boolean;
}

export interface Bundle {
  /** The modules for the browser, by file name. */
  files: Map<string, Uint8Array<ArrayBuffer>>;
  /** For each entry, its own file and the chunks that it imports. */
  chunks: Map<string, string[]>;
  /** The entry that starts the islands. */
  runtime: string;
  /** The text in the files that stands where the build's id belongs. */
  placeholder: string;
}

const RUNTIME = "fresh-runtime";

/** Bundles islands, and what starts them, into modules that share their common parts. */
export async function bundle(
  islands: { name: string; path: string }[],
  options: {
    root: string;
    mode: "development" | "production";
    target: string | string[];
    sourceMap?: SourceMap;
  },
): Promise<Bundle> {
  const isProduction = options.mode === "production";
  const settings: BuildOptions & { write: false; metafile: true } = {
    entryPoints: {
      [RUNTIME]: fileURLToPath(new URL("../client.ts", import.meta.url)),
      ...Object.fromEntries(islands.map(({ name, path }) => [name, path])),
    },
    absWorkingDir: options.root,
    outdir: "/",
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: options.target,
    minify: isProduction,
    sourcemap: isProduction ? options.sourceMap?.kind ?? false : "linked",
    jsx: "automatic",
    jsxImportSource: "preact",
    define: { "process.env.NODE_ENV": JSON.stringify(options.mode) },
    logLevel: "error",
    plugins: [denoResolver],
  };
  if (options.sourceMap?.sourceRoot) settings.sourceRoot = options.sourceMap.sourceRoot;
  if (options.sourceMap?.sourcesContent === false) settings.sourcesContent = false;

  try {
    const { outputFiles, metafile } = await build(settings);
    const files = new Map(outputFiles.map((it) => [basename(it.path), it.contents]));
    const chunks = new Map<string, string[]>();
    for (const [path, { entryPoint, imports }] of Object.entries(metafile.outputs)) {
      if (!entryPoint) continue;
      const own = imports.filter((it) => it.kind === "import-statement").map((it) => it.path);
      chunks.set(basename(path, ".js"), [path, ...own].map((it) => basename(it)));
    }
    return {
      files: files as Map<string, Uint8Array<ArrayBuffer>>,
      chunks,
      runtime: RUNTIME,
      placeholder,
    };
  } finally {
    // esbuild is a process of its own, and ours would not end while it lives.
    await stop();
  }
}

/**
 * Finds packages where Deno keeps them. Deno says where a package lies, seen from the module that
 * imports it; which of its files is meant, esbuild reads in its package.json, for a browser. So
 * every package is there once, however it is imported.
 */
const denoResolver: Plugin = {
  name: "deno",
  setup(build) {
    build.onResolve({ filter: /^fresh\/runtime$/ }, () => ({
      path: fileURLToPath(new URL("../runtime.ts", import.meta.url)),
    }));
    build.onResolve({ filter: /^[^./]/ }, async ({ path, importer, kind, pluginData }) => {
      if (pluginData === denoResolver || kind === "entry-point") return;
      const from = path.startsWith("npm:") ? import.meta.resolve(path) : path;
      const manifest = findPackageJSON(from, pathToFileURL(importer).href);
      if (!manifest) return { errors: [{ text: `Cannot find the package of "${path}"` }] };
      const { name, exports } = JSON.parse(await Deno.readTextFile(manifest));
      const [, rest] = path.match(/^(?:npm:)?(?:@[^/]+\/)?[^/]+(.*)$/)!;
      return await build.resolve(exports ? name + rest : `.${rest || "/"}`, {
        kind,
        importer,
        resolveDir: dirname(manifest),
        pluginData: denoResolver,
      });
    });
  },
};
