import { useSignal } from "@preact/signals";
import { BET_IDS, betOf, type TryIt } from "./bets.ts";
import type { Vote } from "./class_results.ts";
import { viewTexts } from "../texts/views.ts";

const words = viewTexts.views.bets;

/** What {@linkcode Bets} is given. */
export interface BetsProps {
  /** Which numbers the bets have: 0 are the course's. A class has the same one. */
  readonly seed?: number;
  /** Sets the knobs and sends the messages, for who does not believe the answer. */
  readonly onTry: (tryIt: TryIt) => void;
  /** Why that cannot be now. */
  readonly noTry?: string | undefined;
  /** Somebody committed to an answer. */
  readonly onVote?: (vote: Omit<Vote, "from">) => void;
}

/** One bet at a time: say first, then see. */
export function Bets({ seed = 0, onTry, noTry, onVote }: BetsProps) {
  const place = useSignal(0);
  const guess = useSignal<number | undefined>(undefined);
  const isOver = useSignal(false);
  const round = Math.floor(place.value / BET_IDS.length);
  const bet = betOf(BET_IDS[place.value % BET_IDS.length]!, seed + round);
  const { question, options, answer, why, tryIt } = bet;

  const show = () => {
    // Not by disabling the button: it would lose the focus of who pressed it.
    if (guess.value === undefined) return;
    isOver.value = true;
    onVote?.({ bet: bet.id, seed: bet.seed, option: guess.value });
  };
  const next = () => {
    place.value++;
    guess.value = undefined;
    isOver.value = false;
  };

  return (
    <>
      <p>{words.intro}</p>
      <fieldset>
        <legend>{words.place(place.value % BET_IDS.length + 1, BET_IDS.length)}</legend>
        <p>{question}</p>
        {options.map((option, n) => (
          <label key={`${place.value} ${option}`}>
            <input
              type="radio"
              name="bet"
              checked={guess.value === n}
              disabled={isOver.value}
              onChange={() => guess.value = n}
            />
            {option}
          </label>
        ))}
        <div class="buttons">
          {/* One button that goes on, so that who pressed it has the focus for the next bet. */}
          <button
            type="button"
            aria-disabled={!isOver.value && guess.value === undefined}
            onClick={isOver.value ? next : show}
          >
            {isOver.value ? words.next : guess.value === undefined ? words.choose : words.bet}
          </button>
          {isOver.value
            ? (
              <button
                key="try"
                type="button"
                disabled={noTry !== undefined}
                onClick={() => onTry(tryIt)}
              >
                {words.tryIt}
              </button>
            )
            : <button key="skip" type="button" onClick={next}>{words.skip}</button>}
        </div>
        {isOver.value && noTry && <p class="hint">{noTry}</p>}
        <p class="outcome" role="status">
          {isOver.value && (
            <>
              <b>
                {options[guess.value!] === answer
                  ? words.right
                  : words.wrong(options[guess.value!]!)}
              </b>{" "}
              {words.soIs(answer)} {why}
            </>
          )}
        </p>
      </fieldset>
    </>
  );
}
