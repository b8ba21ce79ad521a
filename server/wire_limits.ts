/**
 * The bounds that the wire sets, for the page `/limits`: every server has the same.
 *
 * @module
 */

import {
  FIRST_CREDIT,
  MAX_BATCH,
  MAX_BATCH_LENGTH,
  MAX_BULK_TOTAL,
  MAX_CHANNEL_LENGTH,
  MAX_DATA_LENGTH,
  MAX_DEPTH,
  MAX_FRAME_LENGTH,
  MAX_ID_LENGTH,
  MAX_TOTAL,
} from "../lib/limits.ts";
import { MAX_BAD_FRAMES, MAX_MESSAGE_TEXT } from "./limits.ts";

/** One bound, and the rule of docs/PROTOCOL.md that it belongs to. */
export interface WireLimit {
  readonly rule: string;
  readonly value: number;
  readonly unit: "code units" | "frames" | "levels" | "bytes";
  readonly about: string;
}

/** See the module's description. In the order of the rules. */
export const WIRE_LIMITS: readonly WireLimit[] = [
  { rule: "F1", value: MAX_DEPTH, unit: "levels", about: "a frame is nested so deep" },
  { rule: "F2", value: MAX_CHANNEL_LENGTH, unit: "code units", about: "the name of a channel" },
  { rule: "F3", value: MAX_ID_LENGTH, unit: "code units", about: "the id of a message" },
  { rule: "F4", value: MAX_TOTAL, unit: "frames", about: "one message" },
  { rule: "F6", value: MAX_DATA_LENGTH, unit: "code units", about: "the data of one frame" },
  { rule: "F7", value: MAX_FRAME_LENGTH, unit: "code units", about: "one frame as JSON" },
  { rule: "X2", value: MAX_MESSAGE_TEXT, unit: "code units", about: "what is answered at all" },
  { rule: "E2", value: MAX_BAD_FRAMES, unit: "frames", about: "bad ones in a row" },
  { rule: "B1", value: MAX_BATCH, unit: "frames", about: "one message of mux.v1" },
  { rule: "B2", value: MAX_BATCH_LENGTH, unit: "code units", about: "one message of mux.v1" },
  { rule: "B7", value: MAX_BULK_TOTAL, unit: "frames", about: "one message in bytes" },
  { rule: "C3", value: FIRST_CREDIT.bytes, unit: "bytes", about: "to a client before it grants" },
];
