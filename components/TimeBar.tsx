import { Speed } from "./Speed.tsx";
import { texts } from "./texts/page.ts";
import type { WireView } from "./wire_view.ts";

const words = texts.wire;

/** Goes through what the views of the wire hold. */
export function TimeBar({ session: { time, selected } }: { session: WireView }) {
  const { phase, first, cursor, last } = time.shown.value;
  const isLive = phase === "live";
  /** From the frame that was chosen, on the strip or in the list; else from where the views stand. */
  const step = (by: number) => {
    const n = Math.min(last, Math.max(first, (selected.value ?? cursor) + by));
    time.pause();
    time.seek(n);
    selected.value = n;
  };
  return (
    <div class="time" role="group" aria-label={words.position}>
      <button type="button" title={words.back} aria-label={words.back} onClick={() => step(-1)}>
        ◀
      </button>
      <button
        type="button"
        title={words.on}
        aria-label={words.on}
        aria-disabled={isLive}
        onClick={() => isLive || step(1)}
      >
        ▶
      </button>
      <button
        type="button"
        // Not disabled: whoever let it play to the end would lose the focus.
        aria-disabled={isLive}
        onClick={() => phase === "playing" ? time.pause() : time.play()}
      >
        {phase === "playing" ? words.stop : words.play}
      </button>
      <Speed label={words.speed} of={time} />
      <input
        type="range"
        aria-label={words.position}
        aria-valuetext={words.positionText(cursor, last)}
        min={first}
        max={Math.max(first, last)}
        value={cursor}
        disabled={last === 0}
        onInput={(event) => {
          const n = event.currentTarget.valueAsNumber;
          time.seek(n);
          selected.value = n;
        }}
      />
    </div>
  );
}
