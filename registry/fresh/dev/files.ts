import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";

const SCRIPT = /(?<![._]test)\.[cm]?[jt]sx?$/;

export interface Source {
  /** The path below the folder, with slashes. */
  name: string;
  path: string;
}

/** Every file below a folder, in a stable order; none if there is no such folder. */
export async function filesIn(dir: string, ignore: RegExp[] = []): Promise<Source[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
    .catch((error) => error.code === "ENOENT" ? [] : Promise.reject(error));
  return entries.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name))
    .filter((path) => !ignore.some((it) => it.test(path)))
    .map((path) => ({ name: relative(dir, path).replaceAll("\\", "/"), path }))
    .sort(byExactness);
}

/** The modules among them, named without their extensions. */
export async function modulesIn(dir: string, ignore?: RegExp[]): Promise<Source[]> {
  const files = await filesIn(dir, ignore);
  return files.filter((it) => SCRIPT.test(it.name))
    .map(({ name, path }) => ({ name: name.replace(SCRIPT, ""), path }));
}

/** Middlewares before what they are for, and `a` before `[b]` before `[...c]`. */
function byExactness(a: Source, b: Source): number {
  const [left, right] = [rank(a.name), rank(b.name)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function rank(name: string): string {
  const segments = name.split("/").map((it) => {
    if (it.startsWith("_")) return `0${it}`;
    if (it.startsWith("[...")) return `3${it}`;
    return `${it.startsWith("[") ? 2 : 1}${it}`;
  });
  return segments.join("/");
}
