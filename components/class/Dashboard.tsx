import { nameOf } from "../classroom.ts";
import { Columns } from "../Columns.tsx";
import { BET_IDS } from "../lab/bets.ts";
import { SaveResults } from "../lab/ClassResults.tsx";
import { MISSIONS } from "../lab/missions.ts";
import { readReports } from "../lab/reports_read.ts";
import { studentRows } from "./dashboard.ts";
import type { PanelProps } from "./Teacher.tsx";
import { classTexts } from "../texts/class.ts";

const words = classTexts.teaching.results;

/** The class at a glance, and to take home. */
export function Dashboard({ session }: PanelProps) {
  const room = session.classroom.value;
  const called = (id: string) => nameOf(room, id);
  const results = readReports(session.reports.value, called);
  const rows = studentRows(room, session.people.value, results);
  const here = rows.filter(({ isHere }) => isHere).length;
  return (
    <section aria-label={words.title} class="dashboard">
      <p role="status">{words.connected(here, rows.length)}</p>
      <div class="scroll" tabIndex={0} role="region" aria-label={words.caption}>
        <table>
          <caption class="visually-hidden">{words.caption}</caption>
          <Columns names={words.columns} />
          <tbody>
            {rows.map(({ id, isHere, bets, done }) => (
              <tr key={id} data-here={isHere}>
                <th scope="row">{called(id)}</th>
                <td>{isHere ? words.here : words.gone}</td>
                <td>{words.missions(bets, BET_IDS.length)}</td>
                <td>{words.missions(done.length, MISSIONS.length)}</td>
                <td>{done.join(", ") || "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>{words.save}</h3>
      <SaveResults results={results} />
      <p class="hint">{words.vanish}</p>
    </section>
  );
}
