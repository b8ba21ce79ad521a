/**
 * Chooses where the JSR packages of this project come from (`deno task registry [auto|jsr|npm]`).
 * deno.json links whatever packages lie in `.registry`:
 *
 * - `npm`: `.registry` is a link to `registry/`, whose stand-ins need npm alone.
 * - `jsr`: `.registry` is an empty folder, so nothing is linked and JSR is used.
 * - `auto`: whichever of the two was chosen before; the first time, what the network allows.
 *
 * Every task runs this before anything else, so it has to be quick and quiet. It is started without
 * deno.json, or Deno would go looking for the very packages that this is about.
 *
 * @module
 */

const root = new URL("../", import.meta.url);
const link = new URL(".registry", root);
const standIns = new URL("registry", root);

/** Long enough for a slow network, short enough for one where nobody answers. */
const PATIENCE_MS = 3000;

async function stat(): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.lstat(link);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Has Deno itself fetch something small; what it has in its cache it need not ask for. */
async function jsrAnswers(): Promise<boolean> {
  // A variable, since Deno would fetch a literal before this file even runs.
  const small = "jsr:@std/assert@^1/equal";
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), PATIENCE_MS);
  const answer = import(small).then(() => true, () => false);
  return await Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** Takes away what stands there. A folder with something in it is not ours, and stays. */
async function clear(found: Deno.FileInfo | undefined): Promise<void> {
  if (!found) return;
  try {
    await Deno.remove(link);
  } catch (error) {
    if (!found.isDirectory) throw error;
    throw new Error(".registry is a folder with files in it, move them away first");
  }
}

async function takeJsr(): Promise<void> {
  const found = await stat();
  if (found?.isDirectory) return;
  await clear(found);
  await Deno.mkdir(link);
}

async function takeNpm(): Promise<void> {
  await clear(await stat());
  // A junction, unlike a link, takes no special rights on Windows; it has to be absolute.
  if (Deno.build.os === "windows") await Deno.symlink(standIns, link, { type: "junction" });
  else await Deno.symlink("registry", link);
  console.log("Using the stand-ins in registry/ for JSR packages (undo: deno task registry jsr)");
}

async function choose(mode: string): Promise<void> {
  if (mode === "npm") return await takeNpm();
  if (mode === "jsr") return await takeJsr();
  if (mode !== "auto") throw new TypeError(`"${mode}" is none of auto, jsr and npm`);
  if (await stat()) return;
  await (await jsrAnswers() ? takeJsr() : takeNpm());
}

function explain(error: unknown): string {
  if (error instanceof Deno.errors.NotCapable) return "it takes --allow-read and --allow-write";
  return error instanceof Error ? error.message : String(error);
}

try {
  await choose(Deno.args[0] ?? "auto");
} catch (error) {
  // Two tasks may start at once: the slower one then finds that the choice is made.
  if (!(error instanceof Deno.errors.AlreadyExists)) {
    console.error(`Cannot choose a registry: ${explain(error)}`);
    Deno.exit(1);
  }
}
// Whether or not an answer is still on its way.
Deno.exit(0);
