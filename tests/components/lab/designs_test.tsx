import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { Chip } from "../../../components/Chip.tsx";
import { Faults } from "../../../components/lab/Faults.tsx";
import { CLASSROOM_CHANNELS } from "../../../lib/channels.ts";
import { TAKEN_LETTERS } from "../../../lib/own_channels.ts";
import { declared, letterOf, made } from "../../../components/lab/designs.ts";

Deno.test("designs: a channel that was made here has its mark wherever a channel has one", () => {
  const look = { shape: "diamond", class: "interactive" } as const;
  assertEquals(["chat", "$", "mood"].map(letterOf), ["C", "$", "M"]);
  assert(!renderToString(<Chip channel="mood" />).includes("data-shape"));
  made.value = [{ ...look, name: "mood", letter: "X", colour: "teal" }];
  declared.value = [{ ...look, name: "map", letter: "A", colour: "slate", by: "otter" }];
  try {
    const html = renderToString(<Chip channel="mood" text="mood" />);
    for (const part of [">X<", 'data-shape="diamond"', "#00626b", ">mood<"]) {
      assertStringIncludes(html, part);
    }
    assertEquals(["chat", "map"].map(letterOf), ["C", "A"]);
  } finally {
    made.value = declared.value = [];
  }
});

Deno.test("M18: faults can be asked for on channels of the people's own, once those are there", () => {
  const offered = () =>
    [...renderToString(<Faults onInject={() => {}} />).matchAll(/<option[^>]* value="([a-z]+)"/g)]
      .map(([, name]) => name);
  const builtIn = ["chat", "presence", "file", "typing"];
  assertEquals(offered(), builtIn);
  const look = { shape: "diamond", class: "interactive", colour: "teal" } as const;
  made.value = [{ ...look, name: "mood", letter: "M" }];
  declared.value = [{ ...look, name: "map", letter: "A", by: "otter" }];
  try {
    assertEquals(offered(), [...builtIn, "map", "mood"]);
  } finally {
    made.value = declared.value = [];
  }
});

Deno.test("designs: no two channels of a classroom have the same letter", () => {
  const names = [...CLASSROOM_CHANNELS.keys()];
  // And none that people can choose is one of these (M21).
  assertEquals(new Set(names.map(letterOf)), TAKEN_LETTERS.union(new Set("!")));
  assertEquals(new Set(names.map(letterOf)).size, names.length);
});
