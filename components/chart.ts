/**
 * The chart of waits.
 *
 * @module
 */

import uPlot from "uplot";
import { perSecond } from "./delays.ts";
import type { Session } from "./session.ts";
import { chartTexts } from "./texts/chart.ts";

/** Seconds that it shows. */
const SECONDS = 60;

const HEIGHT = 180;

/** Draws, and draws anew every second until the function that is returned is called. */
export function drawWaits(box: HTMLElement, session: Session): () => void {
  const data = (): uPlot.AlignedData => {
    const { at, alone, beside } = perSecond(session.outbound.delays.peek(), session.now(), SECONDS);
    return [at, alone, beside];
  };
  // A canvas knows no variables and no themes, so the colour is asked of something that has it.
  const probe = document.createElement("span");
  box.before(probe);
  const color = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const grid = { stroke: () => color("--line"), width: 1 };
  const axis = { stroke: () => color("--quiet"), grid };
  const chart = new uPlot(
    {
      width: box.clientWidth,
      height: HEIGHT,
      cursor: { show: false },
      scales: { y: { range: (_, __, most) => [0, Math.max(100, most ?? 0)] } },
      axes: [axis, { ...axis, size: 64, values: (_, ticks) => ticks.map((ms) => `${ms} ms`) }],
      series: [
        {},
        {
          label: chartTexts.knobs.chartAlone,
          stroke: () => color("--chat"),
          points: { show: true, size: 9, width: 2, fill: () => color("--well") },
        },
        {
          label: chartTexts.knobs.chartBeside,
          stroke: () => color("--file"),
          points: { show: true, size: 9, fill: () => color("--file") },
        },
      ],
    },
    data(),
    box,
  );
  const timer = setInterval(() => chart.setData(data()), 1_000);
  const observer = new ResizeObserver(() => {
    // In a part that is not shown it has no width.
    const width = box.clientWidth;
    if (width > 0 && width !== chart.width) chart.setSize({ width, height: HEIGHT });
  });
  observer.observe(box);
  return () => {
    clearInterval(timer);
    observer.disconnect();
    chart.destroy();
    probe.remove();
  };
}
