/**
 * Lines on logarithmic scales, as SVG that needs nothing to be shown.
 *
 * @module
 */

/** Lines over one quantity. */
export interface Panel {
  readonly title: string;
  readonly lines: readonly { readonly name: string; readonly points: readonly Point[] }[];
}

type Point = readonly [x: number, y: number];

const WIDTH = 300, HEIGHT = 260, LEFT = 50, TOP = 40, RIGHT = 60, BOTTOM = 40, NAME_HEIGHT = 13;
/** Told apart by dashes as well as by colour. */
const LOOKS = [
  ["#6e7781", "1 3"],
  ["#a35c00", "6 3"],
  ["#7a1263", "2 2 8 2"],
  ["#0b4a2b", "10 4"],
  ["#1f5fd6", "0"],
];

/** Draws panels side by side, with the same scale upwards. */
export function plot(panels: readonly Panel[], label: string): string {
  const heights = panels.flatMap(({ lines }) => lines.flatMap(({ points }) => points.map(y)));
  const scale = logScale(heights, TOP + HEIGHT, TOP);
  const step = LEFT + WIDTH + RIGHT;
  const width = step * panels.length, height = TOP + HEIGHT + BOTTOM;
  const ticks = decades(heights);
  const parts = panels.map((panel, n) =>
    `<g transform="translate(${n * step} 0)">${draw(panel, scale, ticks)}</g>`
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ` +
    `font-family="system-ui, sans-serif" font-size="12" role="img">\n<title>${label}</title>\n` +
    `<rect width="100%" height="100%" fill="#fff"/>\n` +
    `<text x="8" y="16" font-weight="bold">${label}, by:</text>\n${parts.join("\n")}\n</svg>\n`;
}

function draw({ title, lines }: Panel, up: (y: number) => number, ticks: number[]): string {
  const xs = lines[0]!.points.map(([x]) => x);
  const across = logScale(xs, LEFT, LEFT + WIDTH);
  const grid = ticks.map((tick) =>
    `<path d="M${LEFT} ${round(up(tick))}h${WIDTH}" stroke="#ddd"/>` +
    `<text x="${LEFT - 6}" y="${round(up(tick)) + 4}" text-anchor="end">${tick}</text>`
  );
  const feet = xs.map((x) =>
    `<text x="${round(across(x))}" y="${TOP + HEIGHT + 16}" text-anchor="middle">${x}</text>`
  );
  const places = spread(lines.map(({ points }) => up(points.at(-1)![1])));
  const paths = lines.map(({ name, points }, n) => {
    const [colour, dashes] = LOOKS[(n + LOOKS.length - lines.length) % LOOKS.length]!;
    const way = points.map(([x, y]) => `${round(across(x))} ${round(up(y))}`).join("L");
    return `<path d="M${way}" fill="none" stroke="${colour}" stroke-width="2" ` +
      `stroke-dasharray="${dashes}"/>` +
      `<text x="${LEFT + WIDTH + 6}" y="${round(places[n]!) + 4}" fill="${colour}">${name}</text>`;
  });
  const name = `<text x="${LEFT + WIDTH / 2}" y="${TOP + HEIGHT + 34}" ` +
    `text-anchor="middle" font-weight="bold">${title}</text>`;
  return [...grid, ...feet, ...paths, name].join("\n");
}

/** Moves names apart that would lie on each other. */
function spread(places: readonly number[]): number[] {
  const moved = [...places];
  let last = -Infinity;
  for (const n of [...places.keys()].sort((a, b) => places[a]! - places[b]!)) {
    last = moved[n] = Math.max(places[n]!, last + NAME_HEIGHT);
  }
  return moved;
}

function logScale(values: readonly number[], from: number, to: number): (value: number) => number {
  const low = Math.log(Math.min(...values)), high = Math.log(Math.max(...values));
  return (value) => from + (to - from) * (Math.log(value) - low) / (high - low || 1);
}

/** 1, 2 and 5 of each power of ten within the values. */
function decades(values: readonly number[]): number[] {
  const low = Math.min(...values), high = Math.max(...values);
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    for (const digit of [1, 2, 5]) ticks.push(Number((digit * 10 ** power).toPrecision(1)));
  }
  return ticks.filter((tick) => tick >= low && tick <= high);
}

function y([_, value]: Point): number {
  return value;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
