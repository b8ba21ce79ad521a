// In what goes to the browser, the bundler writes the id over this text. Both are equally long, so
// that source maps stay right.
export let buildId = "FRESH_BUILD_ID__";

export function setBuildId(id: string): void {
  buildId = id;
}
