import { assertEquals } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { open, quit } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

/** The checker's own script, which runs in the page. */
async function axeSource(): Promise<string> {
  const { default: axe } = await import("axe-core");
  return axe.source;
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 320]) {
    Deno.test({
      name: `access: axe finds nothing, ${colorScheme}, ${width} pixels wide`,
      ignore,
      async fn() {
        await using app = await startApp();
        await using other = await open(app.origin);
        await using one = await open(app.origin, {
          colorScheme,
          viewport: { width, height: 800 },
          reducedMotion: "reduce",
        });
        await one.say("hello multiplexing");
        await one.page.getByRole("button", { name: "Send all three" }).click();
        await other.say("and an answer");
        await one.log.getByText("and an answer").waitFor();
        await one.page.evaluate(await axeSource());
        const violations = await one.page.evaluate(async () => {
          // deno-lint-ignore no-explicit-any
          const results = await (globalThis as any).axe.run();
          // deno-lint-ignore no-explicit-any
          return results.violations.map(({ id, nodes }: any) => `${id}: ${nodes[0].html}`);
        });
        assertEquals(violations, []);
        await one.picture(`${colorScheme}-${width}`);
        assertEquals([...one.errors, ...other.errors], []);
      },
    });
  }
}
