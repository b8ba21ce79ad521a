/**
 * What is said of one frame, when somebody looks at it.
 *
 * @module
 */

import { said } from "./speak.ts";

/** Why a frame is where it is, with the rule that put it there. */
const why = {
  injected: "Something was done to it on request: this is injected, never an accident.",
  control:
    "The two ends speak about the connection itself. Such frames go first and wait for nothing (T1).",
  run: (frames: number) =>
    `It stands for ${frames} pieces of bytes in a row, which leave together as one run (B4).`,
  room: (place: string) =>
    "The room sends each frame to every window, the sender's too, in one order for all (P1)" +
    `${place}.`,
  offset: (offset: number, channel: string) =>
    `: this one has place ${offset} in the log of ${channel}`,
  one: (messageId: string, channel: string) =>
    `The message ${messageId} on ${channel} is short enough for one frame.`,
  first: (messageId: string, channel: string, total: number) =>
    `The message ${messageId} on ${channel} was cut into ${total} pieces (S1); this is the first.`,
  piece: (place: number, total: number, messageId: string) =>
    `It is piece ${place} of ${total} of ${messageId}: the pieces of a message leave in order (S4).`,
  nobodyElse: "Nobody else was waiting, so the same message went on.",
  untilOver: "One message at a time: nobody else goes before this message is over.",
  nextInLine: (before: string) => `${before} was over, and this one was next in line.`,
  turn: (before: string) => `It was this message's turn: ${before} had its own just before (S3).`,
  bulk: "Nobody whom it would keep waiting had anything to say (T3).",
  passed: "It passed the bulk that is still in line: people wait for it (T2).",
  equals: (before: string, channel: string) =>
    `${before} and ${channel} are equals, and take turns by bytes (T2).`,
};

/** See the module's description. */
export const detailTexts = said({ why });
