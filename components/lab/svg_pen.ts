/**
 * Writes down as SVG what is drawn, so that one function draws the strip on the page and in a file.
 *
 * @module
 */

import type { Pen } from "../strip_canvas.ts";

/** What XML cannot have, not even escaped. */
const FORBIDDEN = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;

/** A canvas's font, as the strip says it. */
const FONT = /^(bold )?([\d.]+)px (.*)$/;

/** A text that can stand anywhere in XML: what came over the wire stays text. */
export function escaped(text: string): string {
  return text.replace(FORBIDDEN, "\uFFFD").replace(
    /[<>&"']/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}

/** The part of a canvas that the strip uses. All texts are in the middle of their place. */
export class SvgPen implements Pen {
  fillStyle: Pen["fillStyle"] = "";
  strokeStyle: Pen["strokeStyle"] = "";
  font = "";
  globalAlpha = 1;
  lineWidth = 1;
  textAlign: Pen["textAlign"] = "center";
  textBaseline: Pen["textBaseline"] = "middle";
  #parts: string[] = [];
  #path = "";
  #dash = "";

  /** All that was drawn so far. */
  get svg(): string {
    return this.#parts.join("\n");
  }

  clearRect(): void {
    this.#parts = [];
  }

  beginPath(): void {
    this.#path = "";
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${short(x)} ${short(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.#path += `L${short(x)} ${short(y)}`;
  }

  /** Always the whole circle: the strip draws no other. */
  arc(x: number, y: number, radius: number): void {
    this.roundRect(x - radius, y - radius, 2 * radius, 2 * radius, radius);
  }

  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const r = short(radius);
    const corner = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx * r} ${dy * r}`;
    const [across, down] = [short(width - 2 * radius), short(height - 2 * radius)];
    this.moveTo(x + radius, y);
    this.#path += `h${across}${corner(1, 1)}v${down}${corner(-1, 1)}`;
    this.#path += `h${-across}${corner(-1, -1)}v${-down}${corner(1, -1)}z`;
  }

  setLineDash(dash: number[]): void {
    this.#dash = dash.join(" ");
  }

  fill(): void {
    this.#add("path", { d: this.#path, fill: this.fillStyle });
  }

  stroke(): void {
    this.#add("path", { d: this.#path, ...this.#line() });
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#add("rect", { x, y, width, height, fill: this.fillStyle });
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#add("rect", { x, y, width, height, ...this.#line() });
  }

  fillText(text: string, x: number, y: number): void {
    // As attributes: pages with a policy like ours show no styles that stand in a picture.
    const [, bold, size, family] = FONT.exec(this.font) ?? [];
    this.#add("text", {
      x,
      y,
      "text-anchor": "middle",
      "dominant-baseline": "central",
      fill: this.fillStyle,
      "font-size": size,
      "font-family": family,
      ...bold && { "font-weight": "bold" },
    }, text);
  }

  #line(): Attributes {
    return {
      fill: "none",
      stroke: this.strokeStyle,
      "stroke-width": this.lineWidth,
      ...this.#dash && { "stroke-dasharray": this.#dash },
      ...this.globalAlpha < 1 && { opacity: this.globalAlpha },
    };
  }

  #add(tag: string, attributes: Attributes, text = ""): void {
    const all = Object.entries(attributes).map(([name, value]) =>
      ` ${name}="${typeof value === "number" ? short(value) : escaped(String(value))}"`
    );
    this.#parts.push(`<${tag}${all.join("")}>${escaped(text)}</${tag}>`);
  }
}

type Attributes = Readonly<Record<string, unknown>>;

/** More digits than anybody sees would be most of the file. */
function short(value: number): number {
  return Math.round(value * 100) / 100;
}
