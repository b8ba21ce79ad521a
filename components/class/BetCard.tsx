import "../loaded.ts";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { BetBars } from "../lab/ClassResults.tsx";
import { reportVote } from "../lab/reports.ts";
import { chosenOf, lookUp, shownCounts } from "./asked.ts";
import type { AskedBet } from "./lead.ts";
import type { Reporter } from "./reporter.ts";
import { classTexts } from "../texts/class.ts";

const words = classTexts.teaching.card;

/** What {@linkcode BetCard} is given. */
export interface BetCardProps {
  readonly asked: AskedBet;
  readonly reporter: Reporter;
}

/** The bet that the whole class is asked. What others chose is seen when the teacher shows it. */
export default function BetCard({ asked, reporter }: BetCardProps) {
  const said = chosenOf(reporter.values.value, asked);
  const guess = useSignal(said);
  const card = useRef<HTMLElement>(null);
  const isInSight = useSignal(true);
  const told = useSignal("");
  useEffect(() => {
    // It comes in above what somebody reads or writes, who neither sees nor hears it there.
    const observer = new IntersectionObserver(([entry]) => isInSight.value = entry!.isIntersecting);
    if (card.current) observer.observe(card.current);
    told.value = words.asks(lookUp(asked)?.question ?? "");
    return () => observer.disconnect();
  }, []);
  const bet = lookUp(asked);
  if (!bet) return null;
  const { id, seed, question, options, answer, why } = bet;

  const send = () => {
    // Not by disabling the button: it would lose the focus of who pressed it.
    if (guess.value === undefined) return;
    reporter.report(reportVote({ bet: id, seed, option: guess.value }));
  };

  return (
    <section class="card bet-card" aria-labelledby="asked-title" ref={card}>
      <p class="visually-hidden" role="status">{told}</p>
      {!isInSight.value && said === undefined && (
        <a class="button primary to-bet" href="#asked-title">{words.go}</a>
      )}
      <h2 id="asked-title">{words.title}</h2>
      {asked.counts ? <BetBars histogram={shownCounts(bet, asked.counts)} /> : (
        <fieldset>
          <legend>{question}</legend>
          <div class="options">
            {options.map((option, n) => (
              <label key={option}>
                <input
                  type="radio"
                  name="asked"
                  checked={guess.value === n}
                  onChange={() => guess.value = n}
                />
                {option}
              </label>
            ))}
          </div>
          <button
            type="button"
            class="primary"
            aria-disabled={guess.value === undefined}
            onClick={send}
          >
            {guess.value === undefined
              ? words.choose
              : said === undefined
              ? words.bet
              : words.again}
          </button>
        </fieldset>
      )}
      <p class="outcome" role="status">
        {asked.counts
          ? (
            <>
              {said !== undefined && (
                <b>
                  {options[said] === answer ? words.right : words.wrong(options[said] ?? "")}
                  {" "}
                </b>
              )}
              {words.soIs(answer)} {why}
            </>
          )
          : said !== undefined && words.said(options[said] ?? "")}
      </p>
    </section>
  );
}
