import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  type AskedBet,
  bounded,
  type Lead,
  NO_LEAD,
  readLead,
  valuesOf,
} from "../../../components/class/lead.ts";
import { ORDERS } from "../../../components/knob_values.ts";
import { CLIENT_WORDS } from "../../../lib/client_words.ts";
import { parseControl } from "../../../lib/control.ts";
import { holds } from "../../support/property.ts";

const knobs = fc.record({
  chunkSize: fc.integer({ min: 1, max: 1_000 }),
  order: fc.constantFrom(...ORDERS),
  pace: fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.constant(Infinity)),
  bandwidth: fc.integer({ min: 0, max: 1e9 }),
  delay: fc.integer({ min: 0, max: 60_000 }),
}, { requiredKeys: [], noNullPrototype: true });

const bet: fc.Arbitrary<AskedBet> = fc.record({
  id: fc.constantFrom("frames", "finishesFirst"),
  seed: fc.integer({ min: 0, max: 999_999_999 }),
  counts: fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 2, maxLength: 8 }),
}, { requiredKeys: ["id", "seed"], noNullPrototype: true });

const leads: fc.Arbitrary<Lead> = fc.record({
  knobs,
  steps: fc.nat(),
  bet,
}, { requiredKeys: ["steps"], noNullPrototype: true });

Deno.test("M17: U22, U24: whatever a teacher sets is what every page reads, and fits the wire", () => {
  holds(leads, (lead) => {
    const values = valuesOf(lead);
    const result = parseControl({ channel: "$", type: "lesson", values }, CLIENT_WORDS);
    assert(result.ok, result.ok ? "" : result.error.message);
    // As it comes over the wire.
    assertEquals(readLead(JSON.parse(JSON.stringify(values))), lead);
  });
});

Deno.test("M17: whatever else comes as a lesson means nothing, and breaks nothing", () => {
  const names = fc.constantFrom("follow", "chunkSize", "order", "pace", "steps", "bet", "counts");
  holds(fc.dictionary(names, fc.anything()), (values) => void readLead(values));
  const bad = {
    ...{ follow: true, chunkSize: 0, order: "backwards", pace: -1, bandwidth: "64000", delay: NaN },
    ...{ steps: 1.5, bet: "frames", counts: "1 2", mood: "good" },
  };
  assertEquals(readLead(bad), { steps: 0, knobs: {} });
  assertEquals(readLead({ chunkSize: 2 }), NO_LEAD, "Nobody is to follow");
  assertEquals(readLead({ bet: "frames:0", counts: "1, 2" }).bet, { id: "frames", seed: 0 });
});

Deno.test("M17: counts that are shown fit into one value, however many bet", () => {
  assertEquals(bounded([5_000, 1]), [999, 1]);
  const counts = bounded(Array(20).fill(5_000));
  const values = valuesOf({ steps: 0, bet: { id: "frames", seed: 0, counts } });
  assertEquals(readLead(values).bet?.counts, counts);
});
