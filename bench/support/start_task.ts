/**
 * How `deno task start` starts our server, so that what is measured is what runs.
 *
 * @module
 */

const CONFIG = new URL("../../deno.json", import.meta.url);

/** See the module's description. */
export interface StartTask {
  /** The flag of V8. */
  readonly flag: string;
  /** The settings of the C library's allocator. */
  readonly env: Readonly<Record<string, string>>;
}

/** Reads it from deno.json. */
export async function startTask(): Promise<StartTask> {
  const { tasks: { start: { command } } } = JSON.parse(await Deno.readTextFile(CONFIG));
  const settings = [...command.matchAll(/\b(MALLOC_\w+)=(\S+)/g)];
  return {
    flag: command.match(/--v8-flags=\S+/)[0],
    env: Object.fromEntries(settings.map(([_, name, value]) => [name, value])),
  };
}
