import { setBuildId } from "./build_id.ts";

/** A file that `staticFiles()` serves. */
export interface StaticFile {
  type: string;
  etag: string;
  size: number;
  source: URL | Uint8Array<ArrayBuffer>;
}

/** A file of `routes/` or `islands/`: its path there without the extension, and its exports. */
export interface AppModule {
  name: string;
  module: Record<string, unknown>;
}

/** What a build has found and made. `_fresh/snapshot.js` is one, written down. */
export interface Snapshot {
  buildId: string;
  routes: AppModule[];
  islands: AppModule[];
  /** By path, decoded. */
  files: Map<string, StaticFile>;
  /** Code that each page runs in development, to reload when the server has restarted. */
  reload?: string;
}

/** Where the browser finds an island: the name of its module, and of its export there. */
export interface Island {
  file: string;
  exportName: string;
}

/** A snapshot whose islands can be looked up by the component that is being rendered. */
export type Build = Snapshot & { components: Map<unknown, Island> };

const builds = new WeakMap<object, Build>();

/** Gives an app the build that its file routes, islands and static files come from. */
export function setBuild(app: object, snapshot: Snapshot): void {
  const components = new Map<unknown, Island>();
  for (const { name, module } of snapshot.islands) {
    for (const [exportName, component] of Object.entries(module)) {
      components.set(component, { file: name, exportName });
    }
  }
  setBuildId(snapshot.buildId);
  builds.set(app, { ...snapshot, components });
}

export const buildOf = (app: object) => builds.get(app);
