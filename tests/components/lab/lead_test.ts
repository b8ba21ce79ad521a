import { assert, assertEquals } from "@std/assert";
import { ledBy, valuesOf } from "../../../components/lab/lead.ts";
import { parseControl } from "../../../lib/control.ts";
import { fc, holds } from "../../support/property.ts";

const led = { chunkSize: 4, order: "priority", pace: 200, steps: 0 } as const;

Deno.test("M17: how a class is led is taken by the server, and read again as it was", () => {
  for (const pace of [0, 50, Infinity]) {
    const values = valuesOf({ ...led, pace, steps: 12 });
    assert(parseControl({ channel: "$", type: "lesson", values }).ok);
    assertEquals(ledBy(JSON.parse(JSON.stringify(values))), { ...led, pace, steps: 12 });
  }
});

Deno.test("lead: what is not whole, or out of bounds, leads nobody", () => {
  const values = valuesOf(led);
  const wrong = [
    ...[{ chunkSize: 0 }, { chunkSize: 1_001 }, { chunkSize: "4" }, { chunkSize: 1.5 }],
    ...[{ order: "toString" }, { order: 7 }, { pace: -1 }, { pace: 60_001 }, { pace: "slow" }],
    ...[{ steps: -1 }, { steps: true }],
  ];
  for (const change of wrong) {
    assertEquals(ledBy({ ...values, ...change }), undefined, JSON.stringify(change));
  }
  assertEquals(ledBy({}), undefined);
  assertEquals(ledBy(undefined), undefined);
  const anything = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean());
  holds(fc.dictionary(fc.constantFrom(...Object.keys(values)), anything), (values) => {
    ledBy(values);
  });
});
