/**
 * The checker of accessibility (axe-core), run in a page.
 *
 * @module
 */

import type { Page } from "playwright-core";

/** What it finds, in words. */
export async function violationsOf(page: Page): Promise<string[]> {
  const { default: axe } = await import("axe-core");
  await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    // deno-lint-ignore no-explicit-any
    const results = await (globalThis as any).axe.run();
    // deno-lint-ignore no-explicit-any
    return results.violations.map(({ id, nodes }: any) => `${id}: ${nodes[0].html}`);
  });
}
