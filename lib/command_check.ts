/**
 * The shapes of commands (M5). Only lib/control_check.ts uses this.
 *
 * @module
 */

import { MAX_DATA_LENGTH } from "./limits.ts";
import { type Fields, type Found, isObject, text, unlike } from "./shapes.ts";

type Shape = readonly [type: string, check: (fields: Fields) => Found];

/** By type. */
export const COMMAND_CHECKS: readonly Shape[] = [
  ["lock", (f) => flag(f)],
  ["pause", (f) => flag(f)],
  ["mute", (f) => who(f) ?? flag(f)],
  ["remove", (f) => who(f)],
  ["rename", (f) => who(f) ?? checkName(f.name)],
  ["hide", (f) => flag(f)],
  ["names", checkNames],
  ["clear", () => undefined],
  ["end", () => undefined],
];

function flag({ on }: Fields): Found {
  return typeof on === "boolean" ? undefined : unlike("M5", "on", on, "a boolean");
}

function who({ who }: Fields): Found {
  return text("M5", "who", who);
}

/** An empty name takes the name away. */
function checkName(name: unknown): Found {
  return name === "" ? undefined : text("M5", "name", name, MAX_DATA_LENGTH);
}

function checkNames({ names }: Fields): Found {
  if (names === undefined) return undefined;
  const isGood = isObject(names) && Object.values(names).every((name) => typeof name === "string");
  return isGood ? undefined : unlike("M12", "names", names, "an object of strings");
}
