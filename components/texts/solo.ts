/**
 * What is said to who is alone.
 *
 * @module
 */

import { said } from "./speak.ts";

const english = {
  solo:
    "This room is in your page alone, with two classmates, robin and wren, who are simulated. " +
    "They speak the same wire as everybody: watch their frames take turns with yours. " +
    "You lead here: ask the hub for faults, and make channels of your own, under More to try. " +
    "Once you have been here, it works without a network too, if your browser can keep it.",
};

/** See the module's description. */
export const soloTexts = said(english);
