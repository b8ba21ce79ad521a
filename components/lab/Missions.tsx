import { type Mission, MISSIONS, type Progress, stepsLeft } from "./missions.ts";
import { labTexts } from "../texts/lab.ts";

const words = labTexts.views.missions;

/** What {@linkcode Missions} is given. */
export interface MissionsProps {
  readonly progress: Progress;
  /** Whether this page leads its room: nobody else can have a frame dropped. */
  readonly leads: boolean;
}

/** What there is to see, and what of it was seen. */
export function Missions({ progress, leads }: MissionsProps) {
  return (
    <section class="card missions" aria-labelledby="missions-title">
      <h2 id="missions-title">{words.title}</h2>
      <p>{words.intro}</p>
      <ol>
        {MISSIONS.map((mission) => (
          <Item key={mission.id} mission={mission} progress={progress} leads={leads} />
        ))}
      </ol>
    </section>
  );
}

function Item({ mission, progress, leads }: MissionsProps & { readonly mission: Mission }) {
  const { title, steps, experiment } = mission;
  const left = new Set(stepsLeft(mission, progress).map(({ id }) => id));
  return (
    <li data-done={left.size === 0}>
      <h3>
        {title} <small>{words.part(steps.length - left.size, steps.length)}</small>
      </h3>
      <ul>
        {steps.map(({ id, text }) => (
          <li key={id} data-done={!left.has(id)}>
            <span aria-hidden="true">{left.has(id) ? "○" : "●"}</span> {text}{" "}
            <small>{left.has(id) ? words.left : words.done}</small>
          </li>
        ))}
      </ul>
      {!leads && left.has("drop") && (
        <p class="hint">
          {words.elsewhere} <a href="/solo" target="_blank" rel="noopener">{words.solo}</a>
        </p>
      )}
      {experiment && <p class="hint">{words.experiment(experiment.title)}</p>}
    </li>
  );
}
