/**
 * What of the lab is loaded when somebody opens the first of its cards. One module, for each that is
 * loaded by itself cuts what it shares with the others into smaller files, and those cost more.
 *
 * @module
 */

import "../loaded.ts";

export { Bets } from "./Bets.tsx";
export { ByHand } from "./ByHand.tsx";
export { BytesView } from "./BytesView.tsx";
export { ChannelDesigner } from "./ChannelDesigner.tsx";
export { Compare } from "./Compare.tsx";
export { Faults } from "./Faults.tsx";
export { ForkCard } from "./ForkButton.tsx";
export { LessonFile } from "./LessonFile.tsx";
export { LessonPlayer } from "./LessonPlayer.tsx";
