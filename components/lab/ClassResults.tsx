import { useSignal } from "@preact/signals";
import { type ClassResults as Results, type Histogram, toCsv, toNdjson } from "./class_results.ts";
import { Checkbox } from "../Checkbox.tsx";
import { Columns } from "../Columns.tsx";
import { download } from "./download.ts";
import { viewTexts } from "../texts/views.ts";

const words = viewTexts.views.results;

/** What {@linkcode BetBars} is given. */
export interface BetBarsProps {
  readonly histogram: Histogram;
  /** Shows the answers to the class, or hides them. Only a teacher has it. */
  readonly onReveal?: (isRevealed: boolean) => void;
}

/** A bet's answers, hidden until they are revealed. */
export function BetBars({ histogram: { question, votes, bars }, onReveal }: BetBarsProps) {
  return (
    <section class="card results" aria-label={`${words.title}: ${question}`}>
      <h3>{question}</h3>
      <p role="status">{words.votes(votes)}. {!bars && words.hidden}</p>
      {bars && (
        <table>
          <caption class="visually-hidden">{question}</caption>
          <Columns names={words.columns} />
          <tbody>
            {bars.map(({ option, votes: chosen, isAnswer }) => (
              <tr key={option} data-answer={isAnswer}>
                <th scope="row">
                  {option} {isAnswer && <small>✓ {words.answer}</small>}
                </th>
                <td>
                  <progress max={Math.max(1, votes)} value={chosen} aria-hidden="true" /> {chosen}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {onReveal && (
        <button type="button" onClick={() => onReveal(!bars)}>
          {bars ? words.hide : words.reveal}
        </button>
      )}
    </section>
  );
}

/** Takes the class's results home. */
export function SaveResults({ results }: { results: Results }) {
  const names = useSignal(false);
  const save = (kind: "csv" | "ndjson") => {
    const options = { names: names.value };
    if (kind === "csv") download("class.csv", "text/csv", toCsv(results, options));
    else download("class.ndjson", "application/x-ndjson", toNdjson(results, options));
  };
  return (
    <div class="buttons">
      <button type="button" onClick={() => save("csv")}>{words.csv}</button>
      <button type="button" onClick={() => save("ndjson")}>{words.ndjson}</button>
      <Checkbox on={names} text={words.names} />
    </div>
  );
}
