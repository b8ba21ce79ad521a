import { assertEquals } from "@std/assert";
import { Reporter } from "../../../components/class/reporter.ts";
import type { LessonValues } from "../../../lib/commands.ts";

/** A reporter, what it told, and what it kept for the next page. */
function createReporter(kept: string | null = null) {
  const sent: LessonValues[] = [];
  const storage = { kept };
  const reporter = new Reporter({
    send: (values) => sent.push(values),
    kept,
    keep: (text) => storage.kept = text,
  });
  return { reporter, sent, storage };
}

Deno.test("M20: U25: all that was reported is reported again when the connection is there anew", () => {
  const { reporter, sent } = createReporter();
  reporter.again();
  assertEquals(sent, [], "There is nothing to tell");
  reporter.report({ "bet:frames": "0:1" });
  reporter.report({ "bet:frames": "0:2", "mission:cut": 1 });
  reporter.again();
  assertEquals(sent, [
    { "bet:frames": "0:1" },
    { "bet:frames": "0:2", "mission:cut": 1 },
    { "bet:frames": "0:2", "mission:cut": 1 },
  ]);
});

Deno.test("M20: U25: what the page before this one has done stays done", () => {
  const before = createReporter();
  before.reporter.report({ "mission:cut": 2, "bet:next": "0:0" });
  const { reporter, sent } = createReporter(before.storage.kept);
  reporter.report({ "mission:cut": 1 });
  assertEquals(sent, [{ "mission:cut": 3 }]);
  assertEquals(reporter.values.value, { "mission:cut": 3, "bet:next": "0:0" });
});

Deno.test("reporter: a storage that holds something else is as good as none", () => {
  for (const kept of ["", "{", "7", "null"]) {
    assertEquals(createReporter(kept).reporter.values.value, {}, kept);
  }
});
