import { useSignal } from "@preact/signals";
import { isInteger } from "../lib/parse.ts";
import type { Order } from "../lib/scheduler.ts";
import { isLed } from "./Banner.tsx";
import { type KnobValues, MAX_CHUNK_SIZE, ORDERS } from "./knob_values.ts";
import { knobsOf, turn } from "./knobs.ts";
import type { Session } from "./session.ts";
import { nearTexts } from "./texts/near.ts";
import { texts } from "./texts/page.ts";
import { Waits } from "./Waits.tsx";

const words = nearTexts.knobs;
const labels = texts.knobs;

/** Frames a second that can be chosen, beside full speed. */
const RATES: readonly number[] = [20, 5, 4, 1];

/** Bits a second, from what it is to a modem of old. */
const BANDWIDTHS: readonly number[] = [0, 10_000_000, 1_000_000, 256_000, 64_000];

const DELAYS: readonly number[] = [0, 20, 100, 500];

/** How messages are cut, and who goes next: turn one, and see what it does to chat. */
export function Knobs({ session }: { session: Session }) {
  const held = session.pace.value === Infinity;
  return (
    <>
      {isLed(session) && <p class="hint">{words.led}</p>}
      <div class="fields">
        <KnobFields
          values={knobsOf(session)}
          isOff={isLed(session)}
          onTurn={(change) => turn(session, change)}
        />
        {held && (
          <button type="button" class="primary" onClick={() => session.step()}>
            {labels.step}
          </button>
        )}
      </div>
      <p class="hint">
        {words.waiting(session.waiting.value) || words.cut(session.chunkSize.value)}
      </p>
      <Waits session={session} />
    </>
  );
}

/** What {@linkcode KnobFields} is given. */
export interface KnobFieldsProps {
  readonly values: KnobValues;
  /** Somebody else turns them. */
  readonly isOff?: boolean;
  readonly onTurn: (change: Partial<KnobValues>) => void;
}

/** The knobs themselves, of this page or of a whole class. */
export function KnobFields({ values, isOff = false, onTurn }: KnobFieldsProps) {
  const { chunkSize, order, pace, bandwidth, delay } = values;
  const isNoSize = useSignal(false);
  const onSize = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    const size = currentTarget.valueAsNumber;
    isNoSize.value = !isInteger(size, 1, MAX_CHUNK_SIZE);
    if (!isNoSize.value) onTurn({ chunkSize: size });
  };
  return (
    <>
      <label>
        {words.chunkSize}
        <input
          type="number"
          min={1}
          max={MAX_CHUNK_SIZE}
          value={chunkSize}
          disabled={isOff}
          onInput={onSize}
          // What is no size was not taken: so the field says again what is.
          onBlur={({ currentTarget }) => currentTarget.value = String(chunkSize)}
        />
        <small role="alert">{isNoSize.value && words.noSize(MAX_CHUNK_SIZE)}</small>
      </label>
      <Choice
        label={words.order}
        value={order}
        options={ORDERS.map((order) => [order, labels.orders[order]])}
        isOff={isOff}
        onChoose={(value) => onTurn({ order: value as Order })}
      />
      <Choice
        label={words.pace}
        value={pace}
        options={[
          [0, words.full],
          ...RATES.map((rate) => [1_000 / rate, labels.perSecond(rate)] as const),
          [Infinity, words.held],
        ]}
        isOff={isOff}
        onChoose={(value) => onTurn({ pace: Number(value) })}
      />
      <Choice
        label={words.bandwidth}
        value={bandwidth}
        options={BANDWIDTHS.map((bits) => [bits, bits === 0 ? words.unlimited : labels.rate(bits)])}
        isOff={isOff}
        onChoose={(value) => onTurn({ bandwidth: Number(value) })}
      />
      <Choice
        label={words.delay}
        value={delay}
        options={DELAYS.map((ms) => [ms, words.ms(ms)])}
        isOff={isOff}
        onChoose={(value) => onTurn({ delay: Number(value) })}
      />
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string | number;
  /** Each as its value, and as people read it. */
  readonly options: readonly (readonly [string | number, string])[];
  readonly isOff: boolean;
  readonly onChoose: (value: string) => void;
}

/** A knob with a few places to turn it to. */
function Choice({ label, value, options, isOff, onChoose }: ChoiceProps) {
  return (
    <label>
      {label}
      <select
        value={String(value)}
        disabled={isOff}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      >
        {options.map(([option, text]) => <option key={option} value={String(option)}>{text}
        </option>)}
      </select>
    </label>
  );
}
