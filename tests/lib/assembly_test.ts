import { assertEquals } from "@std/assert";
import { Entry, Recency, Sender } from "../../lib/assembly.ts";
import { frame } from "../support/frames.ts";
import { fc, holds } from "../support/property.ts";

Deno.test("A6, A7: entries are in the order in which they were added last, as a Set has them", () => {
  const step = fc.tuple(fc.constantFrom("touch", "touch", "delete", "sweep"), fc.nat({ max: 7 }));
  holds(fc.array(step, { maxLength: 60 }), (steps) => {
    const sender = new Sender();
    const entries = Array.from({ length: 8 }, () => new Entry(frame({}), sender));
    const [set, list] = [new Set<Entry>(), new Recency()];
    const drop = (entry: Entry) => {
      if (set.delete(entry)) list.delete(entry);
    };
    for (const [what, n] of steps) {
      const entry = entries[n]!;
      if (what !== "sweep") drop(entry);
      if (what === "touch") {
        set.add(entry);
        list.add(entry);
      }
      // The one that is looked at goes, as when room is made.
      if (what === "sweep") { for (const each of list) if (entries.indexOf(each) < n) drop(each); }
      assertEquals(
        [...list].map((each) => entries.indexOf(each)),
        [...set].map((each) => entries.indexOf(each)),
      );
    }
  });
});
