import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { Chip } from "../../../components/Chip.tsx";
import { CLASSROOM_CHANNELS } from "../../../lib/channels.ts";
import { designs, letterOf } from "../../../components/lab/designs.ts";

Deno.test("designs: a channel that was made here has its mark wherever a channel has one", () => {
  assertEquals(["chat", "$", "mood"].map(letterOf), ["C", "$", "M"]);
  assert(!renderToString(<Chip channel="mood" />).includes("data-shape"));
  designs.value = [{ name: "mood", letter: "X", shape: "diamond", colour: "teal" }];
  try {
    const html = renderToString(<Chip channel="mood" text="mood" />);
    for (const part of [">X<", 'data-shape="diamond"', "#00626b", ">mood<"]) {
      assertStringIncludes(html, part);
    }
    assertEquals(letterOf("chat"), "C");
  } finally {
    designs.value = [];
  }
});

Deno.test("designs: no two channels of a classroom have the same letter", () => {
  const names = [...CLASSROOM_CHANNELS.keys()];
  assertEquals(new Set(names.map(letterOf)).size, names.length);
});
