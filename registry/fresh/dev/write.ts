import { rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Snapshot } from "../build.ts";
import type { Source } from "./files.ts";

/** What a build has made, with the app's own modules not loaded but named. */
export interface Built extends Omit<Snapshot, "routes" | "islands"> {
  routes: Source[];
  islands: Source[];
}

/** Writes a server that needs nothing of the build but what is in `outDir`. */
export async function writeBuild(built: Built, outDir: string, serverEntry: string): Promise<void> {
  await rm(join(outDir, "static"), { recursive: true, force: true });
  for (const [name, { source }] of built.files) {
    const path = join(outDir, "static", name);
    await Deno.mkdir(dirname(path), { recursive: true });
    if (source instanceof URL) await Deno.copyFile(source, path);
    else await Deno.writeFile(path, source);
  }
  await Deno.writeTextFile(join(outDir, "snapshot.js"), snapshotCode(built, outDir));
  const serverCode = `import { setBuild } from "fresh/internal";
import { app } from ${specifier(outDir, serverEntry)};
import * as snapshot from "./snapshot.js";

setBuild(app, snapshot);

export default { fetch: app.handler() };
`;
  await Deno.writeTextFile(join(outDir, "server.js"), serverCode);
}

function snapshotCode({ buildId, routes, islands, files }: Built, outDir: string): string {
  const imports: string[] = [];
  const list = (sources: Source[]) =>
    sources.map(({ name, path }) => {
      const id = `m${imports.length}`;
      imports.push(`import * as ${id} from ${specifier(outDir, path)};\n`);
      return `  { name: ${quote(name)}, module: ${id} },\n`;
    }).join("");
  const table = [...files].map(([path, { type, etag, size }]) =>
    `  [${quote(path)}, { ...${quote({ type, etag, size })}, source: at(${quote(path)}) }],\n`
  );
  const tables = `export const routes = [\n${list(routes)}];
export const islands = [\n${list(islands)}];
export const files = new Map([\n${table.join("")}]);
`;
  return `${imports.join("")}
const at = (path) =>
  new URL("./static" + path.split("/").map(encodeURIComponent).join("/"), import.meta.url);

export const buildId = ${quote(buildId)};
${tables}`;
}

const quote = (value: unknown) => JSON.stringify(value);

/** A relative import, so that the folder of the project may be moved. */
function specifier(outDir: string, path: string): string {
  const segments = relative(outDir, path).replaceAll("\\", "/").split("/");
  return quote(`./${segments.map(encodeURIComponent).join("/")}`);
}
