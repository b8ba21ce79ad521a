import { assert, assertEquals } from "@std/assert";
import {
  type Delivery,
  FaultInjector,
  type FaultRule,
  FAULTS,
  type Treated,
} from "../../lib/faults.ts";
import { randomOf } from "../../components/lab/random.ts";
import { frame, framesOf } from "../support/frames.ts";
import { fc, holds } from "../support/property.ts";

function create(rules: readonly FaultRule[], seed = 1): FaultInjector {
  const injector = new FaultInjector(randomOf(seed));
  injector.rules = rules;
  return injector;
}

/** Each frame's sequence, with what was done to it. */
const labels = (deliveries: readonly Delivery[]) =>
  deliveries.map(({ frame, fault = "" }) => `${frame.sequence}${fault && ` ${fault}`}`);

/** What comes out of so many frames. */
function run(rules: readonly FaultRule[], total: number): string[] {
  const injector = create(rules);
  const treated = framesOf(total).map((frame) => injector.take(frame));
  return labels([...treated.flatMap(({ deliver }) => deliver), ...injector.flush()]);
}

Deno.test("faults: each says what was done", () => {
  const once = (kind: FaultRule["kind"]) => run([{ kind, share: 1, count: 1 }], 3);
  assertEquals(once("drop"), ["1", "2"]);
  assertEquals(once("duplicate"), ["0", "0 duplicate", "1", "2"]);
  assertEquals(once("swap"), ["1", "0 swap", "2"]);
  assertEquals(once("delay"), ["0 delay", "1", "2"]);
  assertEquals(once("cut"), ["0 cut", "1", "2"]);
});

Deno.test("faults: only the channel that was asked for, and only so often", () => {
  const injector = create([{ kind: "drop", channel: "file", share: 1, count: 2 }]);
  const dropped = (channel: string) => injector.take(frame({ channel })).dropped !== undefined;
  assertEquals(["chat", "file", "chat", "file", "file"].map(dropped), [
    ...[false, true, false, true],
    false,
  ]);
  assertEquals(injector.rules, []);
});

Deno.test("faults: the connection is cut after the frame that is cut, and a late one is late", () => {
  const injector = create([{ kind: "cut", share: 1, count: 1 }, { kind: "delay", share: 1 }]);
  assertEquals(injector.take(frame()).isCut, true);
  const { deliver, isCut } = injector.take(frame());
  assertEquals(isCut, undefined);
  assert(deliver[0]!.afterMs! > 0);
});

Deno.test("faults: without a wish nothing happens, and a new wish takes the place of the old", () => {
  assertEquals(run([], 3), ["0", "1", "2"]);
  const injector = create([{ kind: "drop", share: 1 }]);
  injector.rules = [{ kind: "duplicate", share: 0 }];
  assertEquals(injector.take(frame()).deliver.length, 1);
});

Deno.test("faults: a share of frames, the same ones for the same seed", () => {
  const hit = (seed: number) => {
    const injector = create([{ kind: "drop", share: 0.25 }], seed);
    return framesOf(400).flatMap((frame) => injector.take(frame).dropped?.sequence ?? []);
  };
  assertEquals(hit(7), hit(7));
  assert(hit(7).length > 60 && hit(7).length < 140, `${hit(7).length} of 400`);
});

Deno.test("faults: whatever is asked for, each frame goes on or is dropped, and none is made up", () => {
  const rule = fc.record({
    kind: fc.constantFrom(...FAULTS),
    share: fc.constantFrom(0.1, 0.5, 1),
    count: fc.integer({ min: 0, max: 5 }),
  });
  holds(fc.tuple(fc.array(rule, { maxLength: 4 }), fc.nat(1_000)), ([rules, seed]) => {
    const injector = create(rules, seed);
    const frames = framesOf(40);
    const treated: Treated[] = frames.map((frame) => injector.take(frame));
    const out = [...treated.flatMap(({ deliver }) => deliver), ...injector.flush()];
    const dropped = treated.flatMap(({ dropped }) => dropped ?? []);
    const first = out.filter(({ fault }) => fault !== "duplicate").map(({ frame }) => frame);
    assertEquals(
      [...first, ...dropped].sort((a, b) => a.sequence - b.sequence),
      frames,
    );
    assertEquals(injector.flush(), []);
  });
});
