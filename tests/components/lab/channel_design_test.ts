import { assert, assertEquals } from "@std/assert";
import { checkDesign, MAX_DESIGNS } from "../../../components/lab/channel_design.ts";
import { TONES } from "../../../components/tones.ts";
import type { ChannelDesign } from "../../../lib/own_channels.ts";

const mood = { name: "mood", letter: "m", shape: "diamond", colour: "teal", class: "interactive" };

function designOf(fields: Partial<typeof mood> = {}, others: readonly ChannelDesign[] = []) {
  const result = checkDesign({ ...mood, ...fields }, others);
  return result.ok ? result.design : `${result.field}: ${result.message}`;
}

Deno.test("channel design: a name, a letter, a shape and a colour", () => {
  assertEquals<unknown>(designOf(), { ...mood, letter: "M" });
});

Deno.test("channel design: what is wrong is said, with the field and what to do", () => {
  const first = designOf() as ChannelDesign;
  assertEquals(
    designOf({ name: "" }),
    "name: Use small letters, digits and hyphens, and begin with a letter.",
  );
  assertEquals(
    designOf({ name: "$" }),
    "name: Use small letters, digits and hyphens, and begin with a letter.",
  );
  assertEquals(designOf({ name: "m".repeat(33) }), "name: Use a name of up to 32 letters.");
  for (const name of ["chat", "people", "room", "constructor"]) {
    assertEquals(
      designOf({ name }),
      `name: There is a channel ${name} already: choose another name.`,
    );
  }
  assertEquals(
    designOf({}, [first]),
    "name: There is a channel mood already: choose another name.",
  );
  assertEquals(designOf({ name: "x", letter: "Ä" }), "letter: Use one letter from A to Z.");
  assertEquals(designOf({ letter: "c" }), "letter: Another channel has C: choose another letter.");
  assertEquals(
    designOf({ name: "x" }, [first]),
    "letter: Another channel has M: choose another letter.",
  );
  assert(String(designOf({ shape: "circle" })).startsWith("shape: Choose one of diamond"));
  assert(String(designOf({ colour: "toString" })).startsWith("colour: Choose one of teal"));
  const many = Array.from({ length: MAX_DESIGNS }, () => first);
  assert(String(designOf({ name: "x" }, many)).startsWith("name: There are 4 channels"));
  const result = checkDesign({ ...mood, name: "x", letter: "x" }, many, Infinity);
  assert(result.ok, "how many a room may have is its server's to say");
  assert(String(designOf({ class: "state" })).startsWith("class: Choose one of interactive"));
});

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

Deno.test("channel design: each colour can be read, on the page and in the cell", () => {
  for (const [name, { light, dark }] of Object.entries(TONES)) {
    assert(contrast(light, "#f6f8fa") >= 4.5 && contrast(light, "#ffffff") >= 4.5, name);
    assert(contrast(dark, "#161b22") >= 4.5 && contrast(dark, "#111111") >= 4.5, name);
  }
});
