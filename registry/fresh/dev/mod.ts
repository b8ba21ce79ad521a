/**
 * Builds an app, or serves it while it is being written. Nothing of this is loaded by the server
 * that a build makes.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { isAbsolute, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { App, ListenOptions } from "../app.ts";
import { type RouteFile, setBuildCache, type Snapshot, type StaticFile } from "../build_cache.ts";
import { bundle, type SourceMap } from "./bundle.ts";
import { files, routeOrder, stem } from "./crawl.ts";
import { contentType } from "./media_types.ts";
import { type Built, writeBuild } from "./write.ts";
import { reloadCode, reloadStream } from "./reload.ts";

/** Relative paths are resolved against `root`; each has the default that Fresh documents. */
export interface BuildOptions {
  root?: string;
  serverEntry?: string;
  outDir?: string;
  staticDir?: string | string[];
  islandDir?: string;
  routeDir?: string;
  target?: string | string[];
  /** Files that are neither routes, nor islands, nor served. */
  ignore?: RegExp[];
  sourceMap?: SourceMap;
}

type Mode = "development" | "production";

const SCRIPT = /\.[cm]?[jt]sx?$/;
const TESTS = /[._]test\.[cm]?[jt]sx?$/;

// deno-lint-ignore no-explicit-any -- as in Fresh: the state of an app is its own affair
export class Builder<State = any> {
  #options: BuildOptions;
  #root: string;

  constructor(options: BuildOptions = {}) {
    this.#options = options;
    this.#root = toPath(options.root ?? Deno.cwd(), Deno.cwd());
  }

  /** Serves the app and reloads its pages whenever `--watch` has restarted it. */
  async listen(
    importApp: () => Promise<{ app: App<State> } | App<State>>,
    options: ListenOptions = {},
  ): Promise<void> {
    const built = await this.#build("development");
    const imported = await importApp();
    const app = "app" in imported ? imported.app : imported;
    app.config.mode = "development";
    setBuildCache(app, await this.#snapshot(built, "development"));
    const handler = app.handler();
    await Deno.serve(
      options as Deno.ServeTcpOptions,
      (req, info) => reloadStream(req, built.buildId) ?? handler(req, info),
    ).finished;
  }

  /** Bundles the islands, and keeps the result in memory or writes a server to `outDir`. */
  async build(
    options: { mode?: Mode; snapshot?: "disk" | "memory" } = {},
  ): Promise<(app: App<State>) => void> {
    const mode = options.mode ?? "production";
    const built = await this.#build(mode);
    if (options.snapshot !== "memory") {
      await writeBuild(built, this.#path("outDir", "_fresh"), this.#path("serverEntry", "main.ts"));
      return () => {};
    }
    const snapshot = await this.#snapshot(built, mode);
    return (app) => setBuildCache(app, snapshot);
  }

  async #build(mode: Mode): Promise<Built> {
    const islandDir = this.#path("islandDir", "islands");
    const routeDir = this.#path("routeDir", "routes");
    const islands = (await this.#scripts(islandDir)).map((file) => ({
      // A slash would make a folder of it, and the modules of a build lie side by side.
      name: stem(file).replaceAll("/", "_"),
      path: resolve(islandDir, file),
    }));
    const routes = (await this.#scripts(routeDir)).filter((file) => !/(^|\/)\(_/.test(file))
      .map((file) => ({ name: stem(file), path: resolve(routeDir, file) })).sort(routeOrder);

    // npm packages get their place on disk once a module that imports them is loaded, and the
    // bundler has to find them there.
    const modules = await Promise.all(islands.map(({ path }) => load(path)));
    const output = await bundle(islands, {
      root: this.#root,
      mode,
      target: this.#options.target ?? "es2022",
      ...(this.#options.sourceMap ? { sourceMap: this.#options.sourceMap } : {}),
    });

    const statics = await this.#statics();
    const hash = createHash("sha1");
    for (const [name, bytes] of output.files) hash.update(name).update(bytes);
    for (const [name, { etag }] of statics) hash.update(name).update(etag);
    const buildId = hash.digest("hex").slice(0, output.placeholder.length);

    const made = new Map<string, StaticFile>();
    for (const [name, bytes] of output.files) {
      const code = new TextDecoder().decode(bytes).replaceAll(output.placeholder, buildId);
      made.set(`/_fresh/js/${buildId}/${name}`, describe(name, new TextEncoder().encode(code)));
    }
    return {
      buildId,
      routes,
      islands: islands.map((island, index) => ({
        ...island,
        module: modules[index]!,
        chunks: output.chunks.get(island.name) ?? [],
      })),
      runtime: output.chunks.get(output.runtime) ?? [],
      files: new Map([...statics, ...made]),
    };
  }

  async #snapshot(built: Built, mode: Mode): Promise<Snapshot> {
    const routes: RouteFile[] = await Promise.all(
      built.routes.map(async ({ name, path }) => ({ name, module: await load(path) })),
    );
    return { ...built, routes, ...(mode === "development" ? { reload: reloadCode } : {}) };
  }

  async #scripts(dir: string): Promise<string[]> {
    const found = await files(dir, this.#options.ignore);
    return found.filter((file) => SCRIPT.test(file) && !TESTS.test(file));
  }

  /** Where two folders have a file of the same name, the folder that comes first wins. */
  async #statics(): Promise<Map<string, StaticFile>> {
    const served = new Map<string, StaticFile>();
    const dirs = [this.#options.staticDir ?? "static"].flat().reverse();
    for (const dir of dirs.map((it) => toPath(it, this.#root))) {
      for (const file of await files(dir, this.#options.ignore)) {
        const path = resolve(dir, file);
        const bytes = await Deno.readFile(path);
        served.set(`/${file}`, { ...describe(file, bytes), source: pathToFileURL(path) });
      }
    }
    return served;
  }

  #path(option: "outDir" | "serverEntry" | "islandDir" | "routeDir", fallback: string): string {
    return toPath(this.#options[option] ?? fallback, this.#root);
  }
}

function toPath(path: string, root: string): string {
  if (path.startsWith("file:")) return fileURLToPath(path);
  return isAbsolute(path) ? path : resolve(root, path);
}

function load(path: string): Promise<Record<string, unknown>> {
  return import(pathToFileURL(path).href);
}

function describe(name: string, bytes: Uint8Array<ArrayBuffer>): StaticFile {
  const etag = createHash("sha1").update(bytes).digest("hex");
  return { type: contentType(name), etag, size: bytes.byteLength, source: bytes };
}
