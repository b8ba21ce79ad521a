import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { FrameEditor } from "../../components/lab/FrameEditor.tsx";
import { Missions } from "../../components/lab/Missions.tsx";
import { type Pack, speak } from "../../components/texts/speak.ts";
import { cardTexts } from "../../components/texts/cards.ts";
import { chartTexts } from "../../components/texts/chart.ts";
import { choiceTexts } from "../../components/texts/choices.ts";
import { classTexts } from "../../components/texts/class.ts";
import { detailTexts } from "../../components/texts/detail.ts";
import engineer from "../../components/texts/engineer.ts";
import { fileTexts } from "../../components/texts/files.ts";
import { joinTexts } from "../../components/texts/join.ts";
import { labTexts } from "../../components/texts/lab.ts";
import { nearTexts } from "../../components/texts/near.ts";
import { ownTexts } from "../../components/texts/own.ts";
import { plainTexts } from "../../components/texts/plain.ts";
import { texts } from "../../components/texts/page.ts";
import { soloTexts } from "../../components/texts/solo.ts";
import { viewTexts } from "../../components/texts/views.ts";
import simple from "../../components/texts/simple.ts";
import { why } from "../../components/why.ts";
import { CHANNELS } from "../../lib/channels.ts";
import { smallLesson } from "./lab/logs.ts";

type Section = Readonly<Record<string, unknown>>;

const isSection = (value: unknown): value is Section =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Both: what of a section is said at first, and what when it is open. */
function joined(one: Section, other: Section): Section {
  const both = Object.entries(other).map(([key, value]) => {
    const known = one[key];
    return [key, isSection(known) && isSection(value) ? joined(known, value) : value];
  });
  return { ...one, ...Object.fromEntries(both) };
}

const ENGLISH = [
  texts,
  detailTexts,
  fileTexts,
  choiceTexts,
  nearTexts,
  chartTexts,
  plainTexts,
  joinTexts,
  labTexts,
  soloTexts,
  viewTexts,
  cardTexts,
  classTexts,
  ownTexts,
].reduce<Section>(joined, {});

/** Where a pack says what the page never asks for, by path. */
function strangersOf(pack: Section, standard: Section, path = ""): string[] {
  return Object.entries(pack).flatMap(([key, value]) => {
    const at = `${path}/${key}`;
    const known = standard[key];
    if (isSection(value)) return isSection(known) ? strangersOf(value, known, at) : [at];
    // What it is about is handed over in one order: more than the standard takes never comes.
    const takesTooMuch = typeof value === "function" && typeof known === "function" &&
      value.length > known.length;
    return typeof value === typeof known && !takesTooMuch ? [] : [at];
  });
}

/** The same part of the page in other words. */
function spokenIn(pack: Pack): string {
  speak(pack);
  try {
    return renderToString(
      <>
        <Missions progress={new Set()} leads={false} />
        <FrameEditor known={CHANNELS} onSend={() => {}} />
        <p>{why(smallLesson(), 0, "round-robin")}</p>
      </>,
    );
  } finally {
    speak({});
  }
}

Deno.test("words: U30: what the other words say is in English too, and of the same kind", () => {
  assertEquals(strangersOf(simple, ENGLISH), []);
  assertEquals(strangersOf(engineer, ENGLISH), []);
  assertEquals(strangersOf({ views: { more: "" }, secondWindows: "" }, ENGLISH).length, 2);
});

Deno.test("words: U30: other words change what is rendered, and what they leave out stays", () => {
  const [before, easy, exact] = [{}, simple, engineer].map(spokenIn);
  assertStringIncludes(before!, "make a line of chat wait");
  for (const [html, said] of [[easy, simple], [exact, engineer]] as const) {
    assertStringIncludes(html!, said.missions!.wait!.steps!.behind!);
    assertStringIncludes(html!, said.views!.editor!.good!);
    assert(!html!.includes("make a line of chat wait"));
    assertStringIncludes(html!, "Make chat wait, then fix it");
  }
  assert(new Set([before, easy, exact].map((html) => html!.split("<p>").at(-1))).size === 3);
  assertEquals(spokenIn({}), before);
});
