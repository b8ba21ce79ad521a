/**
 * Permissions of tests: one that is missing skips the test by name, so that a plain `deno test`
 * runs all that needs none.
 *
 * @module
 */

/** Test options for a test that needs these permissions. */
export function needs(...names: Deno.PermissionName[]): { ignore: boolean } {
  const granted = (name: Deno.PermissionName) =>
    Deno.permissions.querySync({ name }).state === "granted";
  return { ignore: !names.every(granted) };
}
