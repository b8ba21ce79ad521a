import { useSignal } from "@preact/signals";
import { isLed, maySend } from "./Banner.tsx";
import { isHere } from "./demux.ts";
import { type Experiment, EXPERIMENTS, type Outcome, type Situation } from "./experiments.ts";
import type { Session } from "./session.ts";
import { nearTexts } from "./texts/near.ts";
import { texts } from "./texts/page.ts";

const words = nearTexts.experiments;

/** Questions first, then the wire answers. */
export function Experiments({ session }: { session: Session }) {
  return (
    <>
      <p>{words.intro}</p>
      <div class="grid">
        {EXPERIMENTS.map((experiment) => (
          <Card key={experiment.title} experiment={experiment} session={session} />
        ))}
      </div>
    </>
  );
}

function Card({ experiment, session }: { experiment: Experiment; session: Session }) {
  const guess = useSignal("");
  const outcome = useSignal<Outcome | "running" | undefined>(undefined);
  /** What was so when it ran: the question above an answer must be the one that was asked. */
  const asked = useSignal<Situation | undefined>(undefined);
  const current: Situation = {
    chunkSize: experiment.chunkSize ?? session.chunkSize.value,
    me: session.me.value ?? "",
    here: session.people.value.filter(isHere).length,
  };
  const situation = asked.value ?? current;
  const isHeld = isLed(session) && current.chunkSize !== session.chunkSize.value;
  const isAlone = current.here < (experiment.windows ?? 1);
  const ready = session.me.value !== undefined && maySend(session) && guess.value !== "" &&
    !isHeld && !isAlone;

  const choose = (option: string) => {
    guess.value = option;
    outcome.value = asked.value = undefined;
  };

  const run = () => {
    // Not by disabling the button: it would lose the focus of who pressed it.
    if (outcome.value === "running") return;
    session.chunkSize.value = current.chunkSize;
    const sent = session.sendAndWatch(experiment.messages(current), (frames, left) => {
      outcome.value = experiment.observe(frames, current, left);
    });
    if (!sent) return;
    asked.value = current;
    outcome.value = "running";
  };

  return (
    <fieldset>
      <legend>{experiment.title}</legend>
      <p>{experiment.question(situation)}</p>
      {experiment.options(situation).map((option) => (
        <label key={option}>
          <input
            type="radio"
            name={experiment.title}
            checked={guess.value === option}
            onChange={() => choose(option)}
          />
          {option}
        </label>
      ))}
      <button type="button" disabled={!ready} onClick={run}>
        {isAlone
          ? words.alone
          : !guess.value
          ? words.choose
          : outcome.value
          ? words.again
          : words.run}
      </button>
      {isHeld && <p class="hint">{texts.knobs.notNow}</p>}
      <p class="outcome" role="status">{tell(outcome.value, guess.value)}</p>
    </fieldset>
  );
}

function tell(outcome: Outcome | "running" | undefined, guess: string) {
  if (outcome === undefined) return null;
  if (outcome === "running") return words.running;
  const verdict = outcome.answer === guess ? words.right : words.wrong(guess);
  return (
    <>
      <b>{verdict}</b> {words.happened} <b>{outcome.answer}</b>. {outcome.why}
    </>
  );
}
