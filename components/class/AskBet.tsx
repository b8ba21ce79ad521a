import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { nameOf } from "../classroom.ts";
import { type Bet, BET_IDS, type BetId, betOf } from "../lab/bets.ts";
import { type ClassResults, histogramOf } from "../lab/class_results.ts";
import { BetBars } from "../lab/ClassResults.tsx";
import { readReports } from "../lab/reports_read.ts";
import { lookUp, shownCounts } from "./asked.ts";
import { betsOf } from "./dashboard.ts";
import { type AskedBet, bounded } from "./lead.ts";
import type { PanelProps } from "./Teacher.tsx";
import { classTexts } from "../texts/class.ts";

const words = classTexts.teaching.bets;

/** Asks the whole class a bet, and shows what it says when the teacher says so. */
export function AskBet({ session, lead, onLead }: PanelProps) {
  const room = session.classroom.value;
  const results = readReports(session.reports.value, (id) => nameOf(room, id));
  const students = [...room.members.values()].filter(({ role }) => role === "student").length;
  const { bet: asked, ...rest } = lead;
  const bets = betsOf(results.votes, asked);
  return (
    <section aria-label={words.title}>
      <Choose onAsk={(bet) => onLead({ ...rest, bet })}>
        {asked && <button type="button" onClick={() => onLead(rest)}>{words.close}</button>}
      </Choose>
      <h3>{words.soFar}</h3>
      {bets.length === 0 && <p class="hint">{words.none}</p>}
      {bets.map((one) => {
        const bet = lookUp(one);
        const isAsked = one === asked;
        return bet && (
          <Counted
            key={`${one.id}:${one.seed}`}
            bet={bet}
            results={results}
            students={students}
            isAsked={isAsked}
            shown={isAsked ? one.counts : undefined}
            onShow={(counts) => onLead({ ...rest, bet: withCounts(one, counts) })}
          />
        );
      })}
    </section>
  );
}

function withCounts({ id, seed }: AskedBet, counts: readonly number[] | undefined): AskedBet {
  return { id, seed, ...counts && { counts: bounded(counts) } };
}

interface ChooseProps {
  readonly onAsk: (bet: AskedBet) => void;
  /** More buttons. */
  readonly children: ComponentChildren;
}

function Choose({ onAsk, children }: ChooseProps) {
  const id = useSignal<BetId>(BET_IDS[0]!);
  const seed = useSignal(0);
  return (
    <div class="choose">
      <label>
        {words.which}
        <select
          value={id}
          onChange={({ currentTarget }) => id.value = currentTarget.value as BetId}
        >
          {BET_IDS.map((id) => <option key={id} value={id}>{betOf(id, seed.value).question}
          </option>)}
        </select>
      </label>
      <div class="buttons">
        <button
          type="button"
          class="primary"
          onClick={() => onAsk({ id: id.value, seed: seed.value })}
        >
          {words.ask}
        </button>
        <button type="button" onClick={() => seed.value++}>{words.other}</button>
        {children}
      </div>
    </div>
  );
}

interface CountedProps {
  readonly bet: Bet;
  readonly results: ClassResults;
  readonly students: number;
  readonly isAsked: boolean;
  /** What the class sees, if it does. */
  readonly shown: readonly number[] | undefined;
  readonly onShow: (counts: readonly number[] | undefined) => void;
}

/** One bet and its answers. Shown to the teacher only when the class sees them: screens are seen. */
function Counted({ bet, results, students, isAsked, shown, onShow }: CountedProps) {
  const { id, seed } = bet;
  const isShown = shown !== undefined;
  const histogram = histogramOf(results.votes, id, seed, isShown);
  const counts = () => histogramOf(results.votes, id, seed, true).bars!.map(({ votes }) => votes);
  // Reports come now and then, so somebody's answer may come after it was shown what there was.
  useEffect(() => {
    if (shown && histogram.votes > shownCounts(bet, shown).votes) onShow(counts());
  }, [shown, histogram.votes]);
  return (
    <div class="counted">
      {isAsked && (
        <p>
          <b>{words.asked}</b> {words.answered(histogram.votes, students)}{" "}
          {isShown && words.onAllPages}
        </p>
      )}
      <BetBars
        histogram={histogram}
        onReveal={(isShown) => onShow(isShown ? counts() : undefined)}
      />
    </div>
  );
}
