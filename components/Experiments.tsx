import { useSignal } from "@preact/signals";
import { type Experiment, EXPERIMENTS, type Outcome, type Situation } from "./experiments.ts";
import type { Session } from "./session.ts";

/** Questions first, then the wire answers. */
export function Experiments({ session }: { session: Session }) {
  return (
    <section class="card experiments" aria-labelledby="experiments-title">
      <h2 id="experiments-title">Try these experiments</h2>
      <p>Say first what you expect. The answer is counted from the frames that really come.</p>
      <div class="grid">
        {EXPERIMENTS.map((experiment) => (
          <Card key={experiment.title} experiment={experiment} session={session} />
        ))}
      </div>
    </section>
  );
}

function Card({ experiment, session }: { experiment: Experiment; session: Session }) {
  const guess = useSignal("");
  const outcome = useSignal<Outcome | "running" | undefined>(undefined);
  const situation: Situation = {
    chunkSize: experiment.chunkSize ?? session.chunkSize.value,
    me: session.me.value ?? "",
    here: session.people.value.filter(({ state }) => state !== "left").length,
  };

  const run = () => {
    session.chunkSize.value = situation.chunkSize;
    const sent = session.sendAndWatch(experiment.messages(situation), (frames) => {
      outcome.value = experiment.observe(frames, situation);
    });
    if (sent) outcome.value = "running";
  };

  return (
    <fieldset disabled={outcome.value === "running"}>
      <legend>{experiment.title}</legend>
      <p>{experiment.question(situation)}</p>
      {experiment.options(situation).map((option) => (
        <label key={option}>
          <input
            type="radio"
            name={experiment.title}
            checked={guess.value === option}
            onChange={() => {
              guess.value = option;
              outcome.value = undefined;
            }}
          />
          {option}
        </label>
      ))}
      <button type="button" disabled={!guess.value || !situation.me} onClick={run}>
        {guess.value ? "Run it" : "Choose an answer first"}
      </button>
      <p class="outcome" role="status">{tell(outcome.value, guess.value)}</p>
    </fieldset>
  );
}

function tell(outcome: Outcome | "running" | undefined, guess: string) {
  if (outcome === undefined) return null;
  if (outcome === "running") return "Running…";
  const verdict = outcome.answer === guess ? "✓ As you said." : `✗ You said: ${guess}.`;
  return (
    <>
      <b>{verdict}</b> What happened: <b>{outcome.answer}</b>. {outcome.why}
    </>
  );
}
