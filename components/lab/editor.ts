/**
 * Frames by hand: what is wrong with one, by which rule, and what to do; and for each rule a frame
 * that breaks it, to begin from.
 *
 * @module
 */

import { CHANNELS } from "../../lib/channels.ts";
import { MAX_DATA_LENGTH, MAX_FRAME_LENGTH, MAX_ID_LENGTH, MAX_TOTAL } from "../../lib/limits.ts";
import { type ChannelSet, type FrameRule, parseFrame } from "../../lib/parse.ts";
import type { Frame } from "../../lib/protocol.ts";
import { cardTexts } from "../texts/cards.ts";

/** Rules that a text can break. F8 is for binary messages, which nobody types. */
export type TextRule = Exclude<FrameRule, "F8">;

/** What there is to say of a text. */
export type Checked =
  | {
    readonly ok: true;
    readonly frame: Frame;
    /** What is allowed, and may surprise. */
    readonly hints: readonly string[];
  }
  | {
    readonly ok: false;
    /** The rule of docs/PROTOCOL.md. */
    readonly rule: TextRule;
    /** What is wrong. */
    readonly message: string;
    /** What to do. */
    readonly fix: string;
  };

/** Checks a text as the server would. */
export function checkText(source: string, known: ChannelSet = CHANNELS): Checked {
  const result = parseFrame(source, known);
  if (result.ok) return { ok: true, frame: result.frame, hints: hintsOf(result.frame) };
  const { message } = result.error;
  const rule = result.error.rule as TextRule;
  return { ok: false, rule, message, fix: cardTexts.cards.editor.fixes[rule] };
}

/** A frame as text to edit, a field a line. */
export function textOf(frame: Frame): string {
  return JSON.stringify(frame, null, 2);
}

/** The text of a frame that breaks this rule and no other. */
export function breaking(rule: TextRule, good: Frame): string {
  switch (rule) {
    case "F1":
      return textOf(good).slice(0, -1);
    case "F2":
      return textOf({ ...good, channel: "radio" });
    case "F3":
      return textOf({ ...good, messageId: "m".repeat(MAX_ID_LENGTH + 1) });
    case "F4":
      return textOf({ ...good, total: MAX_TOTAL + 1 });
    case "F5":
      return textOf({ ...good, sequence: good.total });
    case "F6":
      return textOf({ ...good, data: "d".repeat(MAX_DATA_LENGTH + 1) });
    case "F7":
      return textOf(good) + " ".repeat(MAX_FRAME_LENGTH);
  }
}

function hintsOf(frame: Frame): string[] {
  const { from, offset, total } = frame;
  const words = cardTexts.cards.editor.hints;
  const known = new Set(["channel", "messageId", "sequence", "total", "data", "from", "offset"]);
  const others = Object.keys(frame).filter((name) => !known.has(name));
  return [
    ...from !== undefined || offset !== undefined ? [words.overwritten] : [],
    ...total > 1 ? [words.others(total - 1)] : [],
    ...others.length > 0 ? [words.unknown(others.map((name) => name.slice(0, 32)))] : [],
  ];
}
