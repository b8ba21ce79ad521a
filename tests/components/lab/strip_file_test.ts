import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { made } from "../../../components/lab/designs.ts";
import type { LoggedFrame } from "../../../components/lab/log.ts";
import { svgOf } from "../../../components/lab/strip_file.ts";
import type { Look } from "../../../components/strip_canvas.ts";
import { cut, inTurn, logOf, smallLesson } from "./logs.ts";

const look: Look = {
  text: "black",
  quiet: "gray",
  edge: "silver",
  ink: "white",
  bad: "red",
  tones: { chat: "blue", presence: "green", file: "brown", typing: "purple", other: "gray" },
  ownTones: { teal: "teal" },
  rem: 16,
  font: '"A Font", serif',
};

const drawn = (cells: readonly LoggedFrame[]) => svgOf({ cells, look, paper: "ivory" });

/** What stands in the elements with this name. */
const insides = (svg: string, tag: string) =>
  [...svg.matchAll(new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`, "g"))].map(([, text]) => text);

Deno.test("picture: U20: the SVG has a letter and a piece for each frame, a title, and all of it in words", () => {
  const log = smallLesson();
  const svg = drawn(log);
  const cells = insides(svg, "text").slice(0, -2);
  assertEquals(cells.length, 2 * log.length);
  // From the newest back, as it is drawn.
  assertEquals(cells.slice(-6), ["P", "1/2", "C", "1/5", "F", "1/4"]);
  assertEquals(insides(svg, "text").slice(-2), ["sent ↑", "received ↓"]);
  assertEquals(insides(svg, "title"), [`The wire: ${log.length} frames, in the order of the wire`]);
  const lines = insides(svg, "desc")[0]!.split("\n");
  assertEquals(lines.length, log.length);
  assertStringIncludes(lines[0]!, "frame 1: file 1 of 4 from heron");
});

Deno.test("picture: U20: what came over the wire is text in the SVG, whatever it is", () => {
  const attack = `<x onload="a()">&'\u0000\u001b]\uFFFF`;
  const look = { shape: "diamond", colour: "teal", class: "bulk" } as const;
  made.value = [{ name: attack, letter: "<", ...look }];
  try {
    const frames = inTurn(cut(attack, attack, attack, attack), cut("heron", "<", "1", "]]>"));
    const faulty = logOf(frames).map((entry) => ({
      ...entry,
      rule: attack,
      fault: "swap" as const,
    }));
    const svg = drawn(faulty);
    const tags = new Set([...svg.matchAll(/<\/?([^\s>/]*)/g)].map(([, tag]) => tag));
    assertEquals(tags, new Set(["svg", "title", "desc", "rect", "path", "text"]));
    assert(!/&(?!#\d+;)/.test(svg), "A bare &");
    // deno-lint-ignore no-control-regex
    assert(!/[\0-\x09\x0b-\x1f\uFFFE\uFFFF]/.test(svg), "What XML forbids");
    assertStringIncludes(svg, "&#60;x onload=&#34;a()&#34;&#62;&#38;&#39;");
    assertStringIncludes(svg, `font-size="12.8" font-family="&#34;A Font&#34;, serif"`);
  } finally {
    made.value = [];
  }
});
