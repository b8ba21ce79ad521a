import { assert, assertEquals } from "@std/assert";
import { cleanName, freeLabel, MAX_NAME_GRAPHEMES, nameKey } from "../../server/person_names.ts";
import { fc, holds } from "../support/property.ts";

Deno.test("M11: what does not show is no part of a name", () => {
  const names: readonly (readonly [typed: string, clean: string])[] = [
    ["Ana", "Ana"],
    ["  Ana \t\n Lee  ", "Ana Lee"],
    ["A\u200bn\u200d\u2060a\ufeff", "Ana"],
    ["\u202eAna\u202c\u2066!\u2069", "Ana!"],
    ["A\u0000\u001bn\u007fa", "Ana"],
    ["\u3164\uffa0\u115f\u2800", ""],
    ["A\ud800na", "Ana"],
    ["Zoe\u0308", "Zo\u00eb"],
    ["\u{e0041}\u{f0000}", ""],
    ["李明 🦦", "李明 🦦"],
    ["<b>&", "<b>&"],
    ["", ""],
  ];
  for (const [typed, clean] of names) assertEquals(cleanName(typed), clean);
});

Deno.test("M11: a name is at most 24 characters as people count them, however many units they have", () => {
  assertEquals(cleanName("a".repeat(25)), "a".repeat(24));
  assertEquals(cleanName("🇩🇪".repeat(25)), "🇩🇪".repeat(24));
  assertEquals(cleanName("e\u0323\u0302".repeat(3)).length, 3);
  const piled = cleanName(`Zed${"\u0337".repeat(2_000)}`);
  assertEquals(piled, "Ze");
  assertEquals(cleanName("x".repeat(1_000_000)).length, 24);
});

Deno.test("M11: names that differ in case or width only are the same", () => {
  for (
    const [one, other] of [["ANA", "ana"], ["Ａｎａ", "Ana"], ["STRASSE", "straße"], ["ﬁn", "fin"]]
  ) {
    assertEquals(nameKey(one!), nameKey(other!));
  }
  assert(nameKey("Ana") !== nameKey("Anna"));
});

Deno.test("M11: a name that is taken gets the next number, and stays within its length", () => {
  const taken = new Set(["ana", "ana 2", "a".repeat(24)]);
  const isTaken = (key: string) => taken.has(key);
  assertEquals(freeLabel("Ana", isTaken), "Ana 3");
  assertEquals(freeLabel("a".repeat(24), isTaken), `${"a".repeat(22)} 2`);
});

Deno.test("M11: of anything typed the name is clean, short, and stays as it is when cleaned again", () => {
  const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
  holds(fc.string({ unit: "binary", maxLength: 80 }), (typed) => {
    const name = cleanName(typed);
    assert([...graphemes.segment(name)].length <= MAX_NAME_GRAPHEMES);
    assert(name.isWellFormed() && name === name.trim());
    assertEquals(cleanName(name), name);
  });
});
