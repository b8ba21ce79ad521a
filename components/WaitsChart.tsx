import "./loaded.ts";
import { useEffect, useRef } from "preact/hooks";
import { drawWaits } from "./chart.ts";
import type { Session } from "./session.ts";
import { chartTexts } from "./texts/chart.ts";

const words = chartTexts.knobs;

/** The waits of the last minute. The library that draws them is in no other module. */
export default function WaitsChart({ session }: { session: Session }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => drawWaits(box.current!, session), []);
  return (
    <figure class="chart">
      <div ref={box} role="img" aria-label={words.chartLabel} />
      <figcaption>{words.chartLabel}</figcaption>
    </figure>
  );
}
