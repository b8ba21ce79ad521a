import { useEffect, useMemo } from "preact/hooks";
import { Channels } from "../Channels.tsx";
import { RawFrames } from "../RawFrames.tsx";
import { Strip } from "../Strip.tsx";
import { TimeBar } from "../TimeBar.tsx";
import { idIn, type WireView } from "../wire_view.ts";
import { ForkButton } from "./ForkButton.tsx";
import { lessonView, type Replayed } from "./lesson_view.ts";
import type { LoggedFrame } from "./log.ts";
import { narrate } from "./narrate.ts";
import type { Knobs } from "./simulate.ts";
import { stateHash } from "./state_hash.ts";
import { viewTexts } from "../texts/views.ts";

const words = viewTexts.views.player;

/** What {@linkcode LessonPlayer} is given. */
export interface LessonPlayerProps {
  readonly played: Replayed;
  readonly knobs: Pick<Knobs, "order" | "chunkSize">;
  /** Another log, forked from this one. */
  readonly onFork: (log: readonly LoggedFrame[]) => void;
  readonly onClose: () => void;
}

/** A log played again, with no server: the same frames, in the views of the page. */
export function LessonPlayer({ played, knobs, onFork, onClose }: LessonPlayerProps) {
  const { title, log } = played;
  const view = useMemo(() => lessonView(played, knobs.order), [played]);
  useEffect(() => () => view.time.pause(), [view]);
  const hash = useMemo(() => stateHash(log), [log]);
  const toFilter = () => document.getElementById(idIn(view, "filter-text"))?.focus();
  return (
    <section class="card player" aria-labelledby="player-title">
      <div class="title">
        <h2 id="player-title">{title}</h2>
        <button type="button" class="small" onClick={onClose}>{words.close}</button>
      </div>
      <TimeBar session={view} />
      <Narration view={view} />
      <Strip session={view} onShow={nothing} onLeave={nothing} onFilter={toFilter} />
      <RawFrames session={view} />
      <Channels session={view} />
      <Fork view={view} log={log} knobs={knobs} onFork={onFork} />
      <p class="hint">{words.hash(hash)}</p>
    </section>
  );
}

/** What the frame is that is pointed at is told below the list of all of them. */
function nothing(): void {}

// These two look at something that changes with every frame.

function Narration({ view: { time } }: { view: WireView }) {
  const { frames } = time.shown.value;
  return <p role="status">{frames.length ? narrate(frames, frames.length - 1) : words.before}</p>;
}

interface ForkProps extends Omit<LessonPlayerProps, "played" | "onClose"> {
  readonly view: WireView;
  readonly log: readonly LoggedFrame[];
}

function Fork({ view: { time, selected }, ...props }: ForkProps) {
  return <ForkButton {...props} n={selected.value ?? time.shown.value.cursor} />;
}
