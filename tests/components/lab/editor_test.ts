import { assert, assertEquals } from "@std/assert";
import { breaking, checkText, textOf, type TextRule } from "../../../components/lab/editor.ts";
import { ANY_CHANNEL } from "../../../lib/parse.ts";
import { frame } from "../../support/frames.ts";
import { anyText, holds } from "../../support/property.ts";

const RULES: readonly TextRule[] = ["F1", "F2", "F3", "F4", "F5", "F6", "F7"];

/** What is broken, or the hints. */
function verdict(source: string): string | readonly string[] {
  const checked = checkText(source);
  return checked.ok ? checked.hints : checked.rule;
}

Deno.test("F1, F2, F3, F4, F5, F6, F7: each has a frame that breaks it, and words that help", () => {
  for (const rule of RULES) {
    const checked = checkText(breaking(rule, frame()));
    assert(!checked.ok, rule);
    assertEquals(checked.rule, rule);
    assert(checked.message.length > 0 && checked.fix.endsWith("."), rule);
  }
});

Deno.test("editor: a good frame is taken, with what may surprise", () => {
  assertEquals(verdict(textOf(frame())), []);
  assertEquals(verdict(textOf({ ...frame({ from: "otter" }) })), [
    "The server writes from and offset itself: what you say there is overwritten.",
  ]);
  assertEquals(verdict(textOf(frame({ total: 2 }))), [
    "The message is complete only with 1 more frame.",
  ]);
  assertEquals(verdict(textOf({ ...frame(), mood: 1 } as never)), [
    "Nobody knows what these mean, so they are passed on and ignored: mood.",
  ]);
});

Deno.test("editor: which channels there are says the room", () => {
  assertEquals(verdict(textOf(frame({ channel: "mood" }))), "F2");
  assertEquals(checkText(textOf(frame({ channel: "mood" })), ANY_CHANNEL).ok, true);
});

Deno.test("editor: any text is judged, and a frame that was shown reads as itself", () => {
  holds(anyText, (data) => {
    checkText(data);
    const checked = checkText(textOf(frame({ data })));
    assert(checked.ok);
    assertEquals(checked.frame, frame({ data }));
  });
});
