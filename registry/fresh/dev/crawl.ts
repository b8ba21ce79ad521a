import { join } from "node:path";

/** Every file below a folder, as paths with slashes, in a stable order; none if it is absent. */
export async function files(dir: string, ignore: RegExp[] = []): Promise<string[]> {
  const found: string[] = [];
  async function walk(prefix: string): Promise<void> {
    for await (const entry of Deno.readDir(join(dir, prefix))) {
      const path = prefix + entry.name;
      if (ignore.some((it) => it.test(join(dir, path)))) continue;
      if (entry.isDirectory) await walk(`${path}/`);
      else if (entry.isFile) found.push(path);
    }
  }
  try {
    await walk("");
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found.sort();
}

/** A path without its extension. */
export function stem(file: string): string {
  return file.replace(/\.[^./]+$/, "");
}

/** Sorts route files so that what is more exact is asked first: `a` < `[b]` < `[...c]`. */
export function routeOrder(a: { name: string }, b: { name: string }): number {
  const [left, right] = [a.name.split("/"), b.name.split("/")];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = vagueness(left[i]!) - vagueness(right[i]!);
    if (difference !== 0) return difference;
  }
  return left.length - right.length || (a.name < b.name ? -1 : 1);
}

function vagueness(segment: string): number {
  // What is not a route stands before the routes that it is for.
  if (segment.startsWith("_")) return -1;
  if (segment.startsWith("[...")) return 3;
  if (segment.startsWith("[[")) return 2;
  return segment.includes("[") ? 1 : 0;
}
