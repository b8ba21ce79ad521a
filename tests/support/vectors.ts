/**
 * The files of docs/vectors/.
 *
 * @module
 */

/** Reads one of them. */
export function readVectors<T>(name: string): T {
  return JSON.parse(Deno.readTextFileSync(new URL(`../../docs/vectors/${name}`, import.meta.url)));
}
