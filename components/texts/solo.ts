/**
 * What is said to who is alone.
 *
 * @module
 */

import { said } from "./speak.ts";

const english = {
  solo:
    "This room is in your page alone, with two simulated classmates, robin and wren: no server, and next time no network if your browser can keep it. " +
    "They speak the same wire as everybody: watch their frames take turns with yours. " +
    "You lead here: ask the hub for faults, and make channels of your own, under More to try.",
};

/** See the module's description. */
export const soloTexts = said(english);
