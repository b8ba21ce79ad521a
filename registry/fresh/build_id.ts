/**
 * The id of the build that is being served. In what goes to the browser the bundler writes the id
 * over this text, which is why both are equally long: source maps stay right.
 */
export let buildId = "FRESH_BUILD_ID__";

export function setBuildId(id: string): void {
  buildId = id;
}
