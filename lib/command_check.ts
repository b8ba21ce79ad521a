/**
 * The shapes of commands (M5). Only lib/client_words.ts uses this.
 *
 * @module
 */

import type { Word } from "./control_check.ts";
import { FAULTS } from "./faults.ts";
import {
  MAX_CHANNEL_LENGTH,
  MAX_DATA_LENGTH,
  MAX_FAULT_COUNT,
  MAX_FAULT_RULES,
  MAX_ID_LENGTH,
  MAX_LESSON_VALUES,
  MAX_REPORTED,
  MAX_WORD_LENGTH,
} from "./limits.ts";
import {
  COLOURS,
  isOwnLetter,
  isOwnName,
  isReserved,
  OWN_CLASSES,
  SHAPES,
  TAKEN_LETTERS,
} from "./own_channels.ts";
import { isLabel, type MuxRule, show } from "./parse.ts";
import {
  channel,
  count,
  type Fields,
  type Found,
  integer,
  isObject,
  text,
  unlike,
} from "./shapes.ts";

/** By type: those that only a client says. */
export const COMMAND_CHECKS: readonly Word[] = [
  ["lock", (f) => flag(f)],
  ["pause", (f) => flag(f)],
  ["mute", (f) => who(f) ?? flag(f)],
  ["remove", (f) => who(f)],
  ["rename", (f) => who(f) ?? checkName(f.name)],
  ["hide", (f) => flag(f)],
  ["clear", () => undefined],
  ["end", () => undefined],
  ["lesson", ({ values }) => checkLesson(values)],
  ["faults", ({ rules }) => checkFaults(rules)],
  ["repair", checkRepair],
  ["report", ({ values }) => checkReport(values)],
  ["declare", checkDeclare],
  ["withdraw", ({ name }) => checkOwnName("M22", name)],
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

function checkLesson(values: unknown): Found {
  if (!isObject(values)) return unlike("M17", "values", values, "an object");
  const names = Object.keys(values);
  if (names.length > MAX_LESSON_VALUES) {
    return { rule: "M17", message: `values has ${names.length}, at most ${MAX_LESSON_VALUES}` };
  }
  for (const name of names) {
    const error = text("M17", "a name in values", name, MAX_CHANNEL_LENGTH) ??
      checkValue(name, values[name]);
    if (error) return error;
  }
}

function checkValue(name: string, value: unknown): Found {
  if (typeof value === "boolean" || Number.isFinite(value)) return undefined;
  if (typeof value === "string" && value.length <= MAX_ID_LENGTH) return undefined;
  const wanted = `a boolean, a number, or a string of up to ${MAX_ID_LENGTH}`;
  return unlike("M17", `values.${name}`, value, wanted);
}

function checkFaults(rules: unknown): Found {
  if (!Array.isArray(rules)) return unlike("M18", "rules", rules, "an array");
  if (rules.length > MAX_FAULT_RULES) {
    return { rule: "M18", message: `rules has ${rules.length}, at most ${MAX_FAULT_RULES}` };
  }
  for (const [n, rule] of rules.entries()) {
    const error = checkFault(`rules[${n}]`, rule);
    if (error) return error;
  }
}

function checkFault(at: string, rule: unknown): Found {
  if (!isObject(rule)) return unlike("M18", at, rule, "an object");
  const { kind, channel, share, count } = rule;
  if (!FAULTS.some((known) => known === kind)) {
    return unlike("M18", `${at}.kind`, kind, FAULTS.join(", "));
  }
  if (channel !== undefined && !isLabel(channel)) {
    return unlike("M18", `${at}.channel`, channel, "a channel's name");
  }
  if (typeof share !== "number" || !(share >= 0 && share <= 1)) {
    return { rule: "M18", message: `${at}.share is ${show(share)}, must be a number from 0 to 1` };
  }
  return count === undefined ? undefined : integer("M18", `${at}.count`, count, 1, MAX_FAULT_COUNT);
}

function checkRepair({ of, from, messageId, sequence }: Fields): Found {
  return channel("M19", of) ?? text("M19", "from", from) ?? text("M19", "messageId", messageId) ??
    count("M19", "sequence", sequence);
}

/** Narrow enough that what a whole class reports is one message (B2). */
function checkReport(values: unknown): Found {
  if (!isObject(values)) return unlike("M20", "values", values, "an object");
  const names = Object.keys(values);
  if (names.length > MAX_REPORTED) {
    return { rule: "M20", message: `values has ${names.length}, at most ${MAX_REPORTED}` };
  }
  for (const name of names) {
    const value = values[name];
    const isFit = typeof value === "boolean" || Number.isFinite(value) || isWord(value);
    if (!isWord(name) || name === "" || !isFit) {
      const wanted = `of letters, digits and "-_.:", at most ${MAX_WORD_LENGTH}`;
      return { rule: "M20", message: `names and strings in values must be ${wanted}` };
    }
  }
}

function isWord(value: unknown): boolean {
  return typeof value === "string" && value.length <= MAX_WORD_LENGTH && /^[\w.:-]*$/.test(value);
}

function checkDeclare({ name, letter, shape, colour, class: kind }: Fields): Found {
  const error = checkOwnName("M21", name) ?? checkLetter(letter) ?? oneOf("shape", shape, SHAPES) ??
    oneOf("colour", colour, COLOURS);
  return error ?? (kind === undefined ? undefined : oneOf("class", kind, OWN_CLASSES));
}

/** Whatever the room: whether the name is free there is for the room to say. */
function checkOwnName(rule: MuxRule, name: unknown): Found {
  if (!isOwnName(name)) {
    const wanted =
      `of small letters, digits and "-", a letter first, at most ${MAX_CHANNEL_LENGTH}`;
    return unlike(rule, "name", name, wanted);
  }
  return isReserved(name) ? { rule, message: `name is reserved: ${name}` } : undefined;
}

function checkLetter(letter: unknown): Found {
  if (!isOwnLetter(letter)) return unlike("M21", "letter", letter, "one capital letter, A to Z");
  if (!TAKEN_LETTERS.has(letter)) return undefined;
  return { rule: "M21", message: `letter is ${letter}, which a built-in channel has` };
}

function oneOf(name: string, value: unknown, options: readonly string[]): Found {
  if (options.some((option) => option === value)) return undefined;
  return unlike("M21", name, value, options.join(", "));
}
