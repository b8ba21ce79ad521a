/**
 * Draws the strip: one cell a frame, with letter, shape, pattern and colour. On a canvas, because
 * sixty cells that move sixty times a second were more than the page's layout could do.
 *
 * @module
 */

import type { SHAPES } from "../lib/own_channels.ts";
import { TONES } from "./tones.ts";
import { designOf, letterOf } from "./lab/designs.ts";
import type { LoggedFrame } from "./lab/log.ts";
import { pieceOf } from "./raw.ts";
import { keyOf } from "./rows.ts";

/** Colours and sizes, as the style sheet and the person's settings have them. Sizes in CSS pixels. */
export interface Look {
  readonly text: string;
  readonly quiet: string;
  readonly edge: string;
  readonly ink: string;
  readonly bad: string;
  readonly tones: Readonly<Record<string, string>>;
  /** Of channels of the people's own. */
  readonly ownTones: Readonly<Record<string, string>>;
  /** One rem. */
  readonly rem: number;
  readonly font: string;
}

/** Width of a cell, in rem. */
export const CELL_REM = 3.1;

/** Outlines of channels of the people's own, as in the style sheet: 0 to 1, across and down. */
const OUTLINES: Readonly<Record<typeof SHAPES[number], readonly (readonly [number, number])[]>> = {
  diamond: [[0.5, 0], [1, 0.5], [0.5, 1], [0, 0.5]],
  hexagon: [[0.25, 0], [0.75, 0], [1, 0.5], [0.75, 1], [0.25, 1], [0, 0.5]],
  arrow: [[0, 0], [0.7, 0], [1, 0.5], [0.7, 1], [0, 1]],
  "cut corner": [[0, 0], [0.65, 0], [1, 0.35], [1, 1], [0, 1]],
};

/** What is drawn. */
export interface Picture {
  /** The newest last: it stands at the right end. */
  readonly cells: readonly LoggedFrame[];
  readonly selected: number | undefined;
  /** Pixels that the cells still have to move to the left. */
  readonly shift: number;
  readonly width: number;
  readonly height: number;
}

/** What it draws with: a canvas, or what writes the same down. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | "arc"
  | "beginPath"
  | "clearRect"
  | "fill"
  | "fillRect"
  | "fillStyle"
  | "fillText"
  | "font"
  | "globalAlpha"
  | "lineTo"
  | "lineWidth"
  | "moveTo"
  | "roundRect"
  | "setLineDash"
  | "stroke"
  | "strokeRect"
  | "strokeStyle"
  | "textAlign"
  | "textBaseline"
>;

/** Reads the look of a page from one of its elements. Dear, so only when something may have changed. */
export function lookOf(element: HTMLElement): Look {
  const isForced = matchMedia("(forced-colors: active)").matches;
  const probes = document.createElement("span");
  const probe = (value: string, forced = "CanvasText") => {
    const span = document.createElement("span");
    span.style.color = isForced ? forced : value;
    probes.append(span);
    return span;
  };
  const colors = {
    text: probe("var(--text)"),
    quiet: probe("var(--quiet)"),
    edge: probe("var(--edge)"),
    ink: probe("var(--ink)", "Canvas"),
    bad: probe("var(--bad)", "Highlight"),
  };
  const tones = Object.fromEntries(
    ["chat", "presence", "file", "typing", "other"].map((name) => [name, probe(`var(--${name})`)]),
  );
  const ownTones = Object.fromEntries(
    Object.entries(TONES).map(([name, { light, dark }]) =>
      [name, probe(`light-dark(${light}, ${dark})`)] as const
    ),
  );
  // All are in the page before the first is read: whatever changes later makes it style them anew.
  element.append(probes);
  const look = {
    ...colorsOf(colors),
    tones: colorsOf(tones),
    ownTones: colorsOf(ownTones),
    rem: parseFloat(getComputedStyle(document.documentElement).fontSize),
    font: getComputedStyle(element).fontFamily,
  };
  probes.remove();
  return look;
}

function colorsOf<K extends string>(elements: Readonly<Record<K, Element>>): Record<K, string> {
  const colors = Object.entries<Element>(elements).map(([name, element]) =>
    [name, getComputedStyle(element).color] as const
  );
  return Object.fromEntries(colors) as Record<K, string>;
}

/** Draws all of it. The canvas is already scaled to CSS pixels. */
export function draw(canvas: Pen, look: Look, picture: Picture): void {
  const { cells, selected, shift, width, height } = picture;
  const cell = CELL_REM * look.rem;
  canvas.clearRect(0, 0, width, height);
  canvas.fillStyle = look.edge;
  canvas.fillRect(0, height / 2 - 1, width, 2);
  canvas.textAlign = "center";
  canvas.textBaseline = "middle";
  const chosen = cells.find(({ n }) => n === selected);
  const kin = chosen && keyOf(chosen.frame);
  for (let n = cells.length - 1; n >= 0; n--) {
    const entry = cells[n]!;
    const left = width - (cells.length - n) * cell + shift;
    if (left + cell < 0) break;
    const top = entry.direction === "up" ? 0 : height / 2;
    drawChip(canvas, look, entry, left + cell / 2, top + height * 0.19);
    canvas.fillStyle = look.text;
    canvas.font = `${0.72 * look.rem}px ${look.font}`;
    canvas.fillText(pieceOf(entry), left + cell / 2, top + height * 0.4, cell - 6);
    canvas.strokeStyle = look.text;
    canvas.fillStyle = look.text;
    if (kin !== undefined && keyOf(entry.frame) === kin) {
      canvas.fillRect(left + 4, top + height / 2 - 4, cell - 8, 3);
    }
    if (entry === chosen) {
      canvas.lineWidth = 3;
      canvas.strokeRect(left + 1.5, top + 1.5, cell - 3, height / 2 - 3);
    }
  }
}

/** The channel's mark, as large as the one of the style sheet. */
function drawChip(
  canvas: Pen,
  { tones, ownTones, ink, bad, rem, font }: Look,
  { frame: { channel }, fault }: LoggedFrame,
  x: number,
  y: number,
): void {
  const size = 1.5 * rem;
  const width = channel === "typing" ? 2 * rem : size;
  const radius = { presence: size / 2, file: 0, typing: size / 2 }[channel] ?? 6;
  const design = designOf(channel);
  canvas.beginPath();
  if (design) {
    for (const [n, [across, down]] of OUTLINES[design.shape].entries()) {
      const corner = [x + (across - 0.5) * size, y + (down - 0.5) * size] as const;
      if (n === 0) canvas.moveTo(...corner);
      else canvas.lineTo(...corner);
    }
  } else canvas.roundRect(x - width / 2, y - size / 2, width, size, radius);
  canvas.fillStyle = (design ? ownTones[design.colour] : tones[channel]) ?? tones["other"]!;
  canvas.fill();
  canvas.lineWidth = 1;
  canvas.strokeStyle = ink;
  if (channel === "file") {
    canvas.beginPath();
    for (let at = -size / 2; at < size; at += 6) {
      canvas.moveTo(x - size / 2, y + at);
      canvas.lineTo(
        x - size / 2 + Math.min(size, size / 2 + at),
        y + Math.max(at - size, -size / 2),
      );
    }
    canvas.globalAlpha = 0.3;
    canvas.stroke();
    canvas.globalAlpha = 1;
  } else if (channel === "presence") {
    canvas.setLineDash([1.5, 2.5]);
    canvas.beginPath();
    canvas.arc(x, y, size / 2 - 3, 0, 7);
    canvas.stroke();
    canvas.setLineDash([]);
  } else if (channel === "typing") {
    canvas.setLineDash([3, 2]);
    canvas.beginPath();
    canvas.roundRect(x - width / 2 + 3, y - size / 2 + 3, width - 6, size - 6, radius - 3);
    canvas.stroke();
    canvas.setLineDash([]);
  }
  if (fault) {
    canvas.strokeStyle = bad;
    canvas.lineWidth = 2;
    canvas.setLineDash([4, 3]);
    canvas.strokeRect(x - width / 2 - 2, y - size / 2 - 2, width + 4, size + 4);
    canvas.setLineDash([]);
  }
  canvas.fillStyle = ink;
  canvas.font = `bold ${0.8 * rem}px ${font}`;
  canvas.fillText(letterOf(channel), x, y + 1);
}
