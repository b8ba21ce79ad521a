import type { ComponentType } from "preact";
import { setBuildId } from "./build_id.ts";

/** A file that `staticFiles()` serves. */
export interface StaticFile {
  type: string;
  etag: string;
  size: number;
  source: URL | Uint8Array<ArrayBuffer>;
}

/** A file below `routes/`: its name without the extension, and what it exports. */
export interface RouteFile {
  name: string;
  module: Record<string, unknown>;
}

/** A file below `islands/`: its name in the bundle, what it exports, and the chunks it needs. */
export interface IslandFile {
  name: string;
  module: Record<string, unknown>;
  chunks: string[];
}

/** What a build found and made. `_fresh/snapshot.js` is one, written down. */
export interface Snapshot {
  buildId: string;
  routes: RouteFile[];
  islands: IslandFile[];
  /** The chunks that every page with islands needs. */
  runtime: string[];
  files: Map<string, StaticFile>;
  /** Code that each page runs in development, to reload when the server has restarted. */
  reload?: string;
}

export interface Island {
  file: IslandFile;
  exportName: string;
}

/** A snapshot, with the islands ready to be looked up while rendering. */
export interface BuildCache extends Snapshot {
  components: Map<unknown, Island>;
}

const caches = new WeakMap<object, BuildCache>();

/** Gives an app the snapshot that its file routes, islands and static files come from. */
export function setBuildCache(app: object, snapshot: Snapshot): void {
  const components = new Map<unknown, Island>();
  for (const file of snapshot.islands) {
    for (const [exportName, value] of Object.entries(file.module)) {
      if (typeof value === "function") {
        components.set(value as ComponentType, { file, exportName });
      }
    }
  }
  setBuildId(snapshot.buildId);
  caches.set(app, { ...snapshot, components });
}

export function buildCacheOf(app: object): BuildCache | undefined {
  return caches.get(app);
}
