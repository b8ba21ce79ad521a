/**
 * Messages of the plain wire, from good to hopeless.
 *
 * @module
 */

import type { Random } from "../support/random.ts";
import { anyText, anyValue, mutateFields, mutateText } from "./values.ts";

/** A good frame, of one of a few messages, so that frames repeat and disagree. */
export function goodFrame(random: Random): Record<string, unknown> {
  const total = random.weighted([[6, 1], [3, 1 + random.below(5)], [1, 4_096]]);
  return {
    channel: random.weighted([[4, "chat"], [3, "typing"], [2, "presence"], [2, "file"]]),
    messageId: `fuzz-${random.below(50)}`,
    sequence: random.below(total),
    total,
    data: random.chance(0.9) ? `${random.below(1_000)}` : anyText(random).slice(0, 200),
  };
}

/** What a teacher may say and nobody here may: on `$`, the words in `data`. */
function controlInData(random: Random): Record<string, unknown> {
  const type = random.pick(["lock", "pause", "mute", "remove", "rename", "hide", "clear", "end"]);
  const words = { type, on: true, who: random.pick(["otter", "$", "__proto__"]), name: "x" };
  const data = JSON.stringify(random.chance(0.5) ? words : mutateFields(words, random));
  return { channel: "$", messageId: "1", sequence: 0, total: 1, data };
}

/** One message. */
export function plainInput(random: Random): string | Uint8Array<ArrayBuffer> {
  const text = () => JSON.stringify(goodFrame(random));
  return random.weighted<() => string | Uint8Array<ArrayBuffer>>([
    [55, text],
    [20, () => JSON.stringify(mutateFields(goodFrame(random), random))],
    [13, () => mutateText(text(), random)],
    [4, () => JSON.stringify(controlInData(random))],
    // A key twice: the last one counts, and the first is not looked at.
    [3, () => text().replace("{", `{${JSON.stringify(anyText(random))}:1,"total":2,`)],
    [2, () => JSON.stringify(anyValue(random))],
    [2, () => anyText(random)],
    [1, () => random.bytes(random.below(300))],
  ])();
}
