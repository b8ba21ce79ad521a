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
  await Deno.remove(join(outDir, "static"), { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  for (const [name, { source }] of built.files) {
    const path = join(outDir, "static", name);
    await Deno.mkdir(dirname(path), { recursive: true });
    if (source instanceof URL) await Deno.copyFile(source, path);
    else await Deno.writeFile(path, source);
  }
  await Deno.writeTextFile(join(outDir, "snapshot.js"), snapshotCode(built, outDir));
  await Deno.writeTextFile(
    join(outDir, "server.js"),
    `import { setBuild } from "fresh/internal";
import { app } from ${specifier(outDir, serverEntry)};
import * as snapshot from "./snapshot.js";

setBuild(app, snapshot);

export default { fetch: app.handler() };
`,
  );
}

function snapshotCode({ buildId, routes, islands, files, chunks }: Built, outDir: string): string {
  const sources = [...routes, ...islands];
  const imports = sources.map(({ path }, index) =>
    `import * as m${index} from ${specifier(outDir, path)};\n`
  );
  const list = (some: Source[]) =>
    some.map((it) => `  { name: ${quote(it.name)}, module: m${sources.indexOf(it)} },\n`).join("");
  const table = [...files].map(([path, { type, etag, size }]) => {
    const url = `./static${path.split("/").map(encodeURIComponent).join("/")}`;
    const source = `new URL(${quote(url)}, import.meta.url)`;
    return `  [${quote(path)}, { ...${quote({ type, etag, size })}, source: ${source} }],\n`;
  });
  return `${imports.join("")}
export const buildId = ${quote(buildId)};
export const routes = [
${list(routes)}];
export const islands = [
${list(islands)}];
export const chunks = ${quote(chunks)};
export const files = new Map([
${table.join("")}]);
`;
}

const quote = (value: unknown) => JSON.stringify(value);

/** A relative import, so that the folder of the project may be moved. */
function specifier(outDir: string, path: string): string {
  const segments = relative(outDir, path).replaceAll("\\", "/").split("/");
  return quote(`./${segments.map(encodeURIComponent).join("/")}`);
}
