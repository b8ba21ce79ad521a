import { useLayoutEffect, useRef } from "preact/hooks";
import { Chip } from "./Chip.tsx";
import type { Session } from "./session.ts";

/** Cells that the strip shows: some seconds of a busy room, no more than a look takes in. */
const CELLS = 60;

/** The road itself: one cell a frame, in the order of the wire. Here taking turns is seen. */
export function Wire({ session }: { session: Session }) {
  const strip = useRef<HTMLDivElement>(null);
  const frames = session.frames.value.slice(-CELLS);
  useLayoutEffect(() => {
    if (strip.current) strip.current.scrollLeft = strip.current.scrollWidth;
  }, [frames.at(-1)?.n]);
  return (
    <section class="card wire" aria-labelledby="wire-title">
      <div class="title">
        <h2 id="wire-title">The wire</h2>
        <PauseButton session={session} />
      </div>
      <div class="strip" ref={strip} tabIndex={0} role="group" aria-label="The wire, scrolls">
        <div
          role="img"
          aria-label="The last frames in order. The table below has the same in words."
        >
          <div class="lane" aria-hidden="true">
            <span>sent ↑</span>
            <span>received ↓</span>
          </div>
          {frames.map(({ n, direction, frame }) => (
            <div key={n} class="cell" data-direction={direction}>
              <Chip channel={frame.channel} text={`${frame.sequence + 1}/${frame.total}`} />
            </div>
          ))}
        </div>
      </div>
      {frames.length === 0 && <p class="empty">No frames yet.</p>}
    </section>
  );
}

function PauseButton({ session }: { session: Session }) {
  const { paused, unseen } = session;
  return (
    <button
      type="button"
      aria-pressed={paused.value}
      onClick={() => session.pause(!paused.value)}
    >
      {paused.value ? `Show ${unseen.value} new` : "Pause the view"}
    </button>
  );
}
