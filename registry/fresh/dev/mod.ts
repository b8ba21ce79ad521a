/** Builds an app, or serves it while it is written. No built server loads this. @module */
import { lookup } from "npm:mrmime@^2.0.1";
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { App } from "../app.ts";
import { type AppModule, setBuild, type Snapshot, type StaticFile } from "../build.ts";
import { buildId as placeholder } from "../build_id.ts";
import { bundle } from "./bundle.ts";
import { filesIn, modulesIn, type Source } from "./files.ts";
import { reloadCode, reloadStream } from "./reload.ts";
import { type Built, writeBuild } from "./write.ts";

type Path = "root" | "serverEntry" | "outDir" | "staticDir" | "islandDir" | "routeDir";

/** Relative paths are resolved against `root`. */
export interface BuildOptions extends Partial<Record<Path, string>> {
  target?: string | string[];
  /** Files that are neither routes, nor islands, nor served. */
  ignore?: RegExp[];
  /** For production; in development there always are source maps. */
  sourceMap?: { kind?: boolean | "linked" | "inline" | "external" | "both" };
}

export type Mode = "development" | "production";

/** Gives a file of `static/` other contents, where it answers with some. */
export type Transform = (
  file: { path: string; text: string; mode: Mode },
) => Transformed | void | Promise<Transformed | void>;
type Transformed = { content: string };

// deno-lint-ignore no-explicit-any -- as in Fresh: the state of an app is its own affair
export class Builder<State = any> {
  #options: BuildOptions;
  #transforms: { filter: RegExp; transform: Transform }[] = [];

  constructor(options: BuildOptions = {}) {
    this.#options = options;
  }

  /** `filter` is about the whole path of a file. */
  onTransformStaticFile(
    { filter }: { pluginName: string; filter: RegExp },
    transform: Transform,
  ): void {
    this.#transforms.push({ filter, transform });
  }

  /** Serves the app and reloads its pages whenever `--watch` has restarted it. */
  async listen(
    importApp: () => Promise<{ app: App<State> }>,
    options: Deno.ServeTcpOptions = {},
  ): Promise<void> {
    const built = await this.#build("development");
    const { app } = await importApp();
    app.config.mode = "development";
    setBuild(app, { ...await load(built), reload: reloadCode });
    const handler = app.handler();
    await Deno.serve(options, (req, info) => reloadStream(req) ?? handler(req, info)).finished;
  }

  /** Bundles the islands, and keeps the result in memory or writes a server to `outDir`. */
  async build(
    { mode = "production", snapshot }: { mode?: Mode; snapshot?: "disk" | "memory" } = {},
  ): Promise<(app: App<State>) => void> {
    const built = await this.#build(mode);
    if (snapshot === "memory") {
      const loaded = await load(built);
      return (app) => setBuild(app, loaded);
    }
    await writeBuild(built, this.#path("outDir", "_fresh"), this.#path("serverEntry", "main.ts"));
    return () => {};
  }

  async #build(mode: Mode): Promise<Built> {
    const { ignore } = this.#options;
    const routes = await modulesIn(this.#path("routeDir", "routes"), ignore);
    // Modules of a bundle lie side by side, so a folder becomes part of an island's name.
    const islands = (await modulesIn(this.#path("islandDir", "islands"), ignore))
      .map(({ name, path }) => ({ name: name.replaceAll("/", "_"), path }));
    const statics = await filesIn(this.#path("staticDir", "static"), ignore);
    // npm packages get their place on disk once a module that imports them is loaded, and the
    // bundler has to find them there.
    await loadAll(islands);
    const files = await bundle(islands, mode, this.#options);

    const served = new Map<string, StaticFile>();
    for (const { name, path } of statics) {
      const made = await this.#transformed(path, mode);
      const bytes = made === undefined ? await Deno.readFile(path) : new TextEncoder().encode(made);
      const file = describe(name, bytes);
      served.set(`/${name}`, made === undefined ? { ...file, source: pathToFileURL(path) } : file);
    }
    // Made from the contents: what has not changed may stay in the caches of browsers.
    const etags = [...served.values()].map((it) => it.etag);
    const buildId = hash([...etags, ...files.values()].join("\n")).slice(0, placeholder.length);
    for (const [name, text] of files) {
      const bytes = new TextEncoder().encode(text.replaceAll(placeholder, buildId));
      served.set(`/_fresh/js/${buildId}/${name}`, describe(name, bytes));
    }
    return { buildId, routes, islands, files: served };
  }

  /** Undefined if the file is served as it is. */
  async #transformed(path: string, mode: Mode): Promise<string | undefined> {
    let made: string | undefined;
    for (const { filter, transform } of this.#transforms) {
      if (!filter.test(path)) continue;
      const text = made ?? await Deno.readTextFile(path);
      made = (await transform({ path, text, mode }))?.content ?? made;
    }
    return made;
  }

  #path(option: Path, fallback: string): string {
    return resolve(this.#options.root ?? ".", this.#options[option] ?? fallback);
  }
}

async function load(built: Built): Promise<Snapshot> {
  return { ...built, routes: await loadAll(built.routes), islands: await loadAll(built.islands) };
}

function loadAll(sources: Source[]): Promise<AppModule[]> {
  const load = async ({ name, path }: Source) => {
    return { name, module: await import(pathToFileURL(path).href) };
  };
  return Promise.all(sources.map(load));
}

function describe(name: string, source: Uint8Array<ArrayBuffer>): StaticFile {
  const type = lookup(name) ?? "application/octet-stream";
  return {
    type: /^text\/|\/json$/.test(type) ? `${type}; charset=UTF-8` : type,
    etag: hash(source),
    size: source.byteLength,
    source,
  };
}

const hash = (content: string | Uint8Array) => createHash("sha1").update(content).digest("hex");
