/**
 * The flag of V8 that `deno task start` gives our server, so that what is measured is what runs.
 *
 * @module
 */

const CONFIG = new URL("../../deno.json", import.meta.url);

/** See the module's description. */
export async function startFlag(): Promise<string> {
  const { tasks } = JSON.parse(await Deno.readTextFile(CONFIG));
  return tasks.start.command.match(/--v8-flags=\S+/)[0];
}
