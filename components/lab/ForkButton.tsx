import { fork } from "./fork.ts";
import type { LoggedFrame } from "./log.ts";
import { type Knobs, LINE } from "./simulate.ts";
import { viewTexts } from "../texts/views.ts";

const words = viewTexts.views.fork;

/** What {@linkcode ForkButton} is given. */
export interface ForkButtonProps {
  readonly log: readonly LoggedFrame[];
  /** The last frame that stays. */
  readonly n: number;
  readonly knobs: Pick<Knobs, "order" | "chunkSize">;
  /** The log as it would have been. */
  readonly onFork: (log: readonly LoggedFrame[]) => void;
}

/** From the frame that is shown on, another way. */
export function ForkButton({ log, n, knobs, onFork }: ForkButtonProps) {
  const play = () => onFork(fork(log, n, { ...knobs, line: LINE, sockets: 1 }));
  return (
    <div class="fork">
      <button type="button" onClick={play}>{words.fork}</button>
      <p class="hint">{words.hint(n)}</p>
    </div>
  );
}

/** The same, as a card of its own. */
export function ForkCard(props: ForkButtonProps) {
  return (
    <section class="card" aria-labelledby="fork-title">
      <h2 id="fork-title">{words.title}</h2>
      <ForkButton {...props} />
    </section>
  );
}
