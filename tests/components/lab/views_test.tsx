import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import type { VNode } from "preact";
import { Bets } from "../../../components/lab/Bets.tsx";
import { betOf } from "../../../components/lab/bets.ts";
import { BytesView } from "../../../components/lab/BytesView.tsx";
import { ChannelDesigner } from "../../../components/lab/ChannelDesigner.tsx";
import { histogramOf } from "../../../components/lab/class_results.ts";
import { BetBars, SaveResults } from "../../../components/lab/ClassResults.tsx";
import { Compare } from "../../../components/lab/Compare.tsx";
import { Faults } from "../../../components/lab/Faults.tsx";
import { ForkButton } from "../../../components/lab/ForkButton.tsx";
import { FrameEditor } from "../../../components/lab/FrameEditor.tsx";
import { LessonFile } from "../../../components/lab/LessonFile.tsx";
import { MISSIONS } from "../../../components/lab/missions.ts";
import { Missions } from "../../../components/lab/Missions.tsx";
import { CHANNELS } from "../../../lib/channels.ts";
import { FAULTS } from "../../../lib/faults.ts";
import { frame } from "../../support/frames.ts";
import { smallLesson } from "./logs.ts";

const nothing = () => {};
const look = { shape: "diamond", colour: "teal", class: "interactive" } as const;
const design = { name: "mood", letter: "M", ...look };
const knobs = { order: "round-robin", chunkSize: 4 } as const;
const histogram = (isRevealed: boolean) =>
  histogramOf([{ from: "otter", bet: "frames", seed: 0, option: 2 }], "frames", 0, isRevealed);

/** Every view, as it is first drawn. */
const VIEWS: Readonly<Record<string, VNode>> = {
  bets: <Bets onTry={nothing} />,
  missions: <Missions progress={new Set()} leads={false} />,
  compare: <Compare log={smallLesson} />,
  editor: <FrameEditor known={CHANNELS} onSend={nothing} />,
  designer: (
    <ChannelDesigner
      designs={[design]}
      isDeclared
      mayRemove={() => true}
      onMake={nothing}
      onRemove={nothing}
      onSend={nothing}
    />
  ),
  bytes: <BytesView entry={smallLesson()[0]!} />,
  faults: <Faults onInject={nothing} />,
  lesson: <LessonFile now={() => ({ frames: smallLesson() })} onOpen={nothing} />,
  fork: <ForkButton log={smallLesson()} n={3} knobs={knobs} onFork={nothing} />,
  results: <BetBars histogram={histogram(true)} onReveal={nothing} />,
  save: <SaveResults results={{ students: [], votes: [] }} />,
};

/** Without tags, as one reads it. */
const textOf = (view: VNode) => renderToString(view).replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

Deno.test("views of the lab: every field and button has a name, and every id is there once", () => {
  const ids: string[] = [];
  for (const [name, view] of Object.entries(VIEWS)) {
    const html = renderToString(view);
    for (const [, inner] of html.matchAll(/<button[^>]*>(.*?)<\/button>/gs)) {
      assert(inner!.replace(/<[^>]*>/g, "").trim() !== "", `${name}: a button says nothing`);
    }
    const unlabelled = html.replace(/<label>.*?<\/label>/gs, "");
    for (const [tag] of unlabelled.matchAll(/<(input|select|textarea)[^>]*>/g)) {
      assertStringIncludes(tag, "aria-label", `${name}: ${tag}`);
    }
    for (const [, id] of html.matchAll(/aria-(?:labelledby|describedby)="([^"]*)"/g)) {
      assertStringIncludes(html, `id="${id}"`, name);
    }
    ids.push(...[...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!));
  }
  assertEquals(new Set(ids).size, ids.length);
});

Deno.test("bets: a question, its options, and no answer yet", () => {
  const shown = textOf(VIEWS.bets!);
  const { question, options, why } = betOf("frames", 0);
  assertStringIncludes(shown, question);
  for (const option of options) assertStringIncludes(shown, option);
  assert(!shown.includes(why));
});

Deno.test("missions: each step, and which are done, in words", () => {
  const shown = textOf(<Missions progress={new Set(["road/three"])} leads />);
  for (const { title, steps } of MISSIONS) {
    for (const words of [title, ...steps.map(({ text }) => text)]) {
      assertStringIncludes(shown, words);
    }
  }
  assertStringIncludes(shown, "See one road 1 of 2 steps");
});

Deno.test("compare: two roads, with what chat waits on each", () => {
  const [, first, second] = textOf(VIEWS.compare!).match(
    /Chat waits ([\d.]+) s.*Chat waits ([\d.]+) s/,
  )!;
  assert(Number(first) > 2 * Number(second), `${first} ${second}`);
});

Deno.test("editor: it judges before anything is sent", () => {
  const known = { has: () => false };
  assertStringIncludes(textOf(VIEWS.editor!), "This is a good frame.");
  const strict = <FrameEditor known={known} draft={frame()} onSend={nothing} />;
  assertStringIncludes(textOf(strict), "Rule F2: channel");
  assertStringIncludes(textOf(strict), "Send it all the same");
});

Deno.test("designer: it says whom a channel reaches, and lets remove what one may", () => {
  assertStringIncludes(textOf(VIEWS.designer!), "Everybody in the room gets it");
  assertStringIncludes(textOf(VIEWS.designer!), "Remove mood");
  const props = {
    designs: [design],
    isDeclared: true,
    onMake: nothing,
    onRemove: nothing,
    onSend: nothing,
  };
  const text = textOf(<ChannelDesigner {...props} mayRemove={() => false} />);
  assert(text.includes("mood") && !text.includes("Remove"), text);
});

Deno.test("bytes: parts that add up, and a row for each field", () => {
  const shown = textOf(VIEWS.bytes!);
  const [, data, labels, around] = shown.match(/(\d+) bytes of data, (\d+) of labels, (\d+)/)!;
  const all = Number(data) + Number(labels) + Number(around);
  assertStringIncludes(shown, `in place of ${all}`);
  assertStringIncludes(shown, "opcode 0001");
});

Deno.test("faults: one button for each kind, and one to end it", () => {
  const buttons = renderToString(VIEWS.faults!).match(/<button/g)!.length;
  assertEquals(buttons, FAULTS.length + 1);
});

Deno.test("results: hidden until they are revealed, and then in words too", () => {
  const hidden = textOf(<BetBars histogram={histogram(false)} />);
  assertStringIncludes(hidden, "1 answer. The answers are hidden");
  assert(!hidden.includes("Show the answers"), "Only a teacher can");
  assertStringIncludes(textOf(VIEWS.results!), "5 ✓ right 1");
});
