import { dirname, relative, resolve } from "node:path";
import type { IslandFile, StaticFile } from "../build_cache.ts";

/** What a build has made, before it is kept in memory or written down. */
export interface Built {
  buildId: string;
  routes: { name: string; path: string }[];
  islands: (IslandFile & { path: string })[];
  runtime: string[];
  files: Map<string, StaticFile>;
}

/** Writes a server that needs nothing of the build but what is in `outDir`. */
export async function writeBuild(built: Built, outDir: string, serverEntry: string): Promise<void> {
  const staticDir = resolve(outDir, "static");
  await Deno.remove(staticDir, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  await Deno.mkdir(staticDir, { recursive: true });
  for (const [path, { source }] of built.files) {
    const target = resolve(staticDir, path.slice(1));
    await Deno.mkdir(dirname(target), { recursive: true });
    if (source instanceof URL) await Deno.copyFile(source, target);
    else await Deno.writeFile(target, source);
  }
  await Deno.writeTextFile(resolve(outDir, "snapshot.js"), snapshotCode(built, outDir));
  await Deno.writeTextFile(resolve(outDir, "server.js"), serverCode(outDir, serverEntry));
}

function snapshotCode(built: Built, outDir: string): string {
  const imports: string[] = [];
  const importAs = (name: string, path: string) => {
    imports.push(`import * as ${name} from ${quote(specifier(outDir, path))};`);
    return name;
  };
  const routes = built.routes.map(({ name, path }, index) =>
    `  { name: ${quote(name)}, module: ${importAs(`route${index}`, path)} },`
  );
  const islands = built.islands.map(({ name, path, chunks }, index) =>
    `  { name: ${quote(name)}, module: ${importAs(`island${index}`, path)}, ` +
    `chunks: ${quote(chunks)} },`
  );
  const files = [...built.files].map(([path, { type, etag, size }]) =>
    `  file(${quote(path)}, ${quote({ type, etag, size })}),`
  );
  return `${imports.join("\n")}

const file = (path, meta) => {
  const url = "./static" + path.split("/").map(encodeURIComponent).join("/");
  return [path, { ...meta, source: new URL(url, import.meta.url) }];
};

export const buildId = ${quote(built.buildId)};
export const runtime = ${quote(built.runtime)};
export const routes = [
${routes.join("\n")}
];
export const islands = [
${islands.join("\n")}
];
export const files = new Map([
${files.join("\n")}
]);
`;
}

function serverCode(outDir: string, serverEntry: string): string {
  return `import { setBuildCache } from "fresh/internal";
import { app } from ${quote(specifier(outDir, serverEntry))};
import * as snapshot from "./snapshot.js";

setBuildCache(app, snapshot);

export default { fetch: app.handler() };
`;
}

const quote = (value: unknown) => JSON.stringify(value);

/** A relative import, so that the folder of the project may be moved. */
function specifier(outDir: string, path: string): string {
  const segments = relative(outDir, path).replaceAll("\\", "/").split("/");
  const url = segments.map(encodeURIComponent).join("/");
  return url.startsWith("../") ? url : `./${url}`;
}
