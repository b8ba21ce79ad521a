import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { nameOf } from "../classroom.ts";
import type { Session } from "../session.ts";
import { BetBars, SaveResults } from "./ClassResults.tsx";
import { histogramOf, type Vote } from "./class_results.ts";
import { MISSIONS, stepsLeft } from "./missions.ts";
import { readReports } from "./reports.ts";
import { views } from "./text_views.ts";

const words = views.class;

/** How often a teacher's page asks, in milliseconds. */
const ASK_MS = 3_000;

/** What a class has bet and done, for its teacher. */
export function ClassView({ session }: { session: Session }) {
  const revealed = useSignal<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const ask = () => session.command({ channel: "$", type: "reports" });
    ask();
    const timer = setInterval(ask, ASK_MS);
    return () => clearInterval(timer);
  }, [session]);
  const room = session.classroom.value;
  const results = readReports(session.reports.value, (id) => nameOf(room, id));
  const reveal = (key: string, isRevealed: boolean) => {
    const keys = new Set(revealed.value);
    if (isRevealed) keys.add(key);
    else keys.delete(key);
    revealed.value = keys;
  };

  return (
    <section class="card class-view" aria-labelledby="class-title">
      <h2 id="class-title">{words.title}</h2>
      <ul>
        {MISSIONS.map((mission) => (
          <li key={mission.id}>
            {words.mission(
              mission.title,
              results.students.filter(({ progress }) => stepsLeft(mission, progress).length === 0)
                .length,
            )}
          </li>
        ))}
      </ul>
      {betsOf(results.votes).map(({ bet, seed }) => {
        const key = `${bet} ${seed}`;
        return (
          <BetBars
            key={key}
            histogram={histogramOf(results.votes, bet, seed, revealed.value.has(key))}
            onReveal={(isRevealed) => reveal(key, isRevealed)}
          />
        );
      })}
      <SaveResults results={results} />
    </section>
  );
}

/** The bets that somebody has answered, each once. */
function betsOf(votes: readonly Vote[]): Vote[] {
  return [...new Map(votes.map((vote) => [`${vote.bet} ${vote.seed}`, vote])).values()];
}
