/**
 * The strip as a picture to keep: the same cells, drawn by the same function.
 *
 * @module
 */

import { CELL_REM, draw, type Look, type Pen } from "../strip_canvas.ts";
import { viewTexts } from "../texts/views.ts";
import { texts } from "../texts/page.ts";
import type { LoggedFrame } from "./log.ts";
import { narrate } from "./narrate.ts";
import { escaped, SvgPen } from "./svg_pen.ts";

const words = viewTexts.views.picture;

/** In rem: as high as on the page, and room for the names of the two lanes. */
const HEIGHT_REM = 6.6;
const LANE_REM = 5.5;

/** What the picture is of. */
export interface StripFile {
  readonly cells: readonly LoggedFrame[];
  readonly look: Look;
  /** The colour behind it. */
  readonly paper: string;
}

/** In CSS pixels. */
export function sizeOf({ cells, look: { rem } }: StripFile): { width: number; height: number } {
  return { width: (LANE_REM + cells.length * CELL_REM) * rem, height: HEIGHT_REM * rem };
}

/** Draws it with any pen. */
export function drawFile(pen: Pen, file: StripFile): void {
  const { cells, look, paper } = file;
  const { width, height } = sizeOf(file);
  draw(pen, look, { cells, selected: undefined, shift: 0, width, height });
  pen.fillStyle = paper;
  pen.fillRect(0, 0, LANE_REM * look.rem, height);
  pen.fillStyle = look.quiet;
  pen.font = `${0.8 * look.rem}px ${look.font}`;
  texts.wire.lanes.forEach((lane, n) =>
    pen.fillText(lane.join(" "), LANE_REM * look.rem / 2, height * (0.25 + n / 2))
  );
}

/** The picture as SVG, with what it shows in words. Whoever sends a frame writes text, and no more. */
export function svgOf(file: StripFile): string {
  const { cells, paper } = file;
  const { width, height } = sizeOf(file);
  const pen = new SvgPen();
  drawFile(pen, file);
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc"\
 width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title id="title">${escaped(words.of(cells.length))}</title>
<desc id="desc">${cells.map((_, n) => escaped(narrate(cells, n))).join("\n")}</desc>
<rect width="100%" height="100%" fill="${escaped(paper)}"/>
${pen.svg}
</svg>
`;
}
