import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";

const SCRIPT = /(?<![._]test)\.[cm]?[jt]sx?$/;

export interface Source {
  /** The path below the folder, with slashes. */
  name: string;
  path: string;
}

/** Every file below a folder, none if there is no such folder. */
export async function filesIn(dir: string, ignore: RegExp[] = []): Promise<Source[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
    .catch((error) => error.code === "ENOENT" ? [] : Promise.reject(error));
  return entries.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name))
    .filter((path) => !ignore.some((it) => it.test(path)))
    .map((path) => ({ name: relative(dir, path).replaceAll("\\", "/"), path }))
    .sort((a, b) => order(a.name) < order(b.name) ? -1 : 1);
}

/** The modules among them, named without their extensions. */
export async function modulesIn(dir: string, ignore?: RegExp[]): Promise<Source[]> {
  const files = await filesIn(dir, ignore);
  return files.filter((it) => SCRIPT.test(it.name))
    .map(({ name, path }) => ({ name: name.replace(SCRIPT, ""), path }));
}

/** Puts middlewares before what they are for, and `a` before `[b]` before `[...c]`. */
function order(name: string): string {
  return `/${name}`.replaceAll("/_", "/\0").replaceAll("/[...", "/~~").replaceAll("/[", "/~");
}
