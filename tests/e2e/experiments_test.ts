import { assertEquals, assertStringIncludes } from "@std/assert";
import { startApp } from "../support/app.ts";
import { chromePath } from "../support/chrome.ts";
import { open, quit, type Window } from "./windows.ts";

const ignore = !chromePath;
Deno.test.afterAll(quit);

async function bet(view: Window, title: string, option: string): Promise<string> {
  const card = view.page.getByRole("group", { name: title });
  await card.getByRole("radio", { name: option, exact: true }).check();
  await card.getByRole("button", { name: /^Run it/ }).click();
  const outcome = card.getByRole("status").filter({ hasText: "What happened" });
  await outcome.waitFor();
  return await outcome.innerText();
}

Deno.test({
  name: "experiments: the four of the course are asked first, and answered from what came",
  ignore,
  async fn() {
    await using app = await startApp();
    await using one = await open(app.origin);
    await using two = await open(app.origin);
    await one.page.getByText("2 people here").waitFor();

    const first = await bet(one, "Two windows, one room", "Only mine");
    assertStringIncludes(first, "✗ You said: Only mine. What happened: Every window, mine too.");
    await two.log.getByText(/hello from/).waitFor();

    assertStringIncludes(
      await bet(one, "A file in frames", "2"),
      `✓ As you said. What happened: 2.`,
    );
    await one.page.getByLabel("Chunk size").fill("3");
    const card = one.page.getByRole("group", { name: "A file in frames" });
    await card.getByRole("button", { name: "Run it again" }).click();
    await card.getByText("✗").waitFor();
    const third = await card.innerText();
    assertStringIncludes(third, "At chunk size 3");
    assertStringIncludes(third, `What happened: 3. These came: "ABC", "DEF", "GH".`);

    const order = await bet(one, "Smaller chunks", "In turn: chat, presence, file, chat…");
    assertStringIncludes(order, "✓ As you said.");
    assertStringIncludes(order, "C P F C P F C P F C F C C C C C");
    assertEquals(await one.page.getByLabel("Chunk size").inputValue(), "2");

    const typing = await bet(one, "A typing channel", "on");
    assertStringIncludes(typing, `✓ As you said. What happened: on. "on": 1 frame`);
    await one.picture("experiments");
  },
});
