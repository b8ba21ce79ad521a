/**
 * What the chart of waits says of itself.
 *
 * @module
 */

import { said } from "./speak.ts";

const knobs = {
  chartLabel: "The longest wait of chat in each of the last 60 seconds",
  chartAlone: "chat alone",
  chartBeside: "beside a file",
};

/** See the module's description. */
export const chartTexts = said({ knobs });
