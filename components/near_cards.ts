/** What of the lab is open from the start, loaded when somebody comes near it. @module */
import "./loaded.ts";

export { Experiments } from "./Experiments.tsx";
export { Knobs } from "./Knobs.tsx";
