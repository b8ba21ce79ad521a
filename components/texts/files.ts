/**
 * What is said of files that came or are on their way, once there is one.
 *
 * @module
 */

import { count } from "../words.ts";
import { said } from "./speak.ts";

const files = {
  title: "Files",
  save: (name: string) => `Save ${name}`,
  from: (name: string) => `from ${name}`,
  whole: "whole: its hash is what the sender said",
  hash: "SHA-256",
  damaged: "damaged: its hash is not what the sender said",
  preview: (name: string) => `Preview of ${name}`,
  progress: (name: string) => `Sending ${name}`,
  part: (acked: number, total: number) =>
    `${acked.toLocaleString("en")} of ${count(total, "frame")}`,
  stop: (name: string) => `Stop sending ${name}`,
  shortStop: "Stop",
  again: "Send again",
  sendAgain: (name: string) => `Send again: ${name}`,
};

/** See the module's description. */
export const fileTexts = said({ files });
