/**
 * What hostile inputs are made of: values at the bounds and beyond, and texts that were damaged.
 *
 * @module
 */

import type { Random } from "../support/random.ts";

/** Names that mean something to JavaScript, to a browser, to a disk or to a terminal. */
const WORDS = [
  "",
  " ",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "toJSON",
  "hasOwnProperty",
  "chat",
  "file",
  "presence",
  "typing",
  "people",
  "room",
  "$",
  "../../etc/passwd",
  "C:\\con.txt",
  "a\0b",
  "a\r\nset-cookie: a=b",
  "<script>alert(1)</script>",
  "\u202egpj.exe",
  "\ud800",
  "\udc00x",
  "👩‍🏫",
  "é\u0301\u0301\u0301",
  "\ufeff",
  "null",
  "NaN",
  "-1",
  "x".repeat(32),
  "x".repeat(33),
  "x".repeat(64),
  "x".repeat(65),
  "${7*7}",
  "%00%2e%2e%2f",
];

const NUMBERS = [
  ...[0, 1, 2, 7, 255, 256, 4_095, 4_096, 4_097, 1_048_576, 1_048_577],
  ...[2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 1e308],
  ...[-1, -0, 0.5, -(2 ** 31), Number.MIN_VALUE],
];

/** Any text: most are short, some at the bound of `data`, few far beyond everything. */
export function anyText(random: Random): string {
  if (random.chance(0.002)) return "x".repeat(random.pick([131_072, 262_145, 524_289]));
  if (random.chance(0.01)) return random.pick(["x", "é", "\u0001", "👍"]).repeat(8_192);
  if (random.chance(0.01)) return "x".repeat(random.pick([16_383, 16_384, 16_385]));
  if (random.chance(0.5)) return random.pick(WORDS);
  return String.fromCharCode(
    ...Array.from({ length: random.below(40) }, () => random.below(random.pick([128, 0x1_0000]))),
  );
}

/** Any value that JSON can have. */
export function anyValue(random: Random): unknown {
  return random.weighted<() => unknown>([
    [4, () => random.pick(NUMBERS)],
    [4, () => anyText(random)],
    [2, () => random.pick([null, true, false])],
    [
      1,
      () =>
        random.pick<unknown>([[], {}, [[]], [1, 2], { length: 3 }, { toString: 1 }, {
          toJSON: "x",
        }]),
    ],
    [1, () => nested(random.pick([2, 30, 31, 32, 33, 100, 3_000]), random)],
  ])();
}

/** An object or array so many deep. */
function nested(depth: number, random: Random): unknown {
  let value: unknown = 1;
  const inArray = random.chance(0.5);
  for (let n = 0; n < depth; n++) value = inArray ? [value] : { a: value };
  return value;
}

/** An object with one or two of its fields changed, taken away, or joined by others. */
export function mutateFields(
  fields: Readonly<Record<string, unknown>>,
  random: Random,
): Record<string, unknown> {
  const changed: Record<string, unknown> = { ...fields };
  const names = Object.keys(fields);
  for (let n = 0; n <= random.below(2); n++) {
    const name = random.pick(names);
    random.weighted<() => void>([
      [6, () => changed[name] = anyValue(random)],
      [2, () => delete changed[name]],
      [1, () => changed[random.pick(names)] = fields[name]],
      // As its own field: assigning `__proto__` would set the prototype instead.
      [2, () =>
        Object.defineProperty(changed, random.pick(WORDS), {
          value: anyValue(random),
          enumerable: true,
          configurable: true,
          writable: true,
        })],
    ])();
  }
  return changed;
}

const SCRAPS = ['"', "\\", "{", "}", "[", "]", ",", ":", "\\u", "\\ud800", "null", "1e999", "\0"];

/** A text with a few places damaged. */
export function mutateText(text: string, random: Random): string {
  for (let n = 0; n <= random.below(3); n++) {
    const at = random.below(text.length + 1);
    const to = Math.min(text.length, at + random.below(9));
    text = random.weighted<() => string>([
      [3, () => text.slice(0, at) + text.slice(to)],
      [3, () => text.slice(0, at) + random.pick(SCRAPS) + text.slice(at)],
      [2, () => text.slice(0, to) + text.slice(at)],
      [
        2,
        () => text.slice(0, at) + String.fromCharCode(random.below(0x1_0000)) + text.slice(at + 1),
      ],
      [1, () => text.slice(0, at)],
    ])();
  }
  return text;
}

/** Bytes with a few places damaged. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  let changed = bytes.slice();
  for (let n = 0; n <= random.below(3); n++) {
    const at = random.below(changed.length);
    random.weighted<() => void>([
      [4, () => changed[at] = random.below(256)],
      [2, () => changed[at]! ^= 1 << random.below(8)],
      [1, () => changed = changed.slice(0, at)],
      [1, () => changed = new Uint8Array([...changed, ...random.bytes(random.below(20))])],
    ])();
  }
  return changed;
}
