import type { Order } from "../lib/scheduler.ts";
import { isLed } from "./Banner.tsx";
import { type KnobValues, MAX_CHUNK_SIZE, ORDERS } from "./knob_values.ts";
import { knobsOf, turn } from "./knobs.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";
import { Waits } from "./Waits.tsx";

const words = texts.knobs;

/** Frames a second that can be chosen; 0 is full speed. */
const RATES: readonly number[] = [0, 20, 5, 4, 1];

/** Bits a second, from what it is to a modem of old. */
const BANDWIDTHS: readonly number[] = [0, 10_000_000, 1_000_000, 256_000, 64_000];

const DELAYS: readonly number[] = [0, 20, 100, 500];

/** How messages are cut, and who goes next: turn one, and see what it does to chat. */
export function Knobs({ session }: { session: Session }) {
  const held = session.pace.value === Infinity;
  return (
    <section class="card knobs" aria-labelledby="knobs-title">
      <h2 id="knobs-title">{words.title}</h2>
      {isLed(session) && <p class="hint">{words.led}</p>}
      <div class="fields">
        <KnobFields
          values={knobsOf(session)}
          isOff={isLed(session)}
          onTurn={(change) => turn(session, change)}
        />
        {held && (
          <button type="button" class="primary" onClick={() => session.step()}>{words.step}</button>
        )}
      </div>
      <p class="hint">
        {words.waiting(session.waiting.value) || words.cut(session.chunkSize.value)}
      </p>
      <Waits session={session} />
    </section>
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
  const onSize = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    const size = currentTarget.valueAsNumber;
    if (Number.isInteger(size) && size >= 1 && size <= MAX_CHUNK_SIZE) onTurn({ chunkSize: size });
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
        />
      </label>
      <label>
        {words.order}
        <select
          value={order}
          disabled={isOff}
          onChange={(event) => onTurn({ order: event.currentTarget.value as Order })}
        >
          {ORDERS.map((order) => <option key={order} value={order}>{words.orders[order]}</option>)}
        </select>
      </label>
      <label>
        {words.pace}
        <select
          value={String(pace)}
          disabled={isOff}
          onChange={(event) => onTurn({ pace: Number(event.currentTarget.value) })}
        >
          {RATES.map((rate) => (
            <option key={rate} value={String(rate === 0 ? 0 : 1_000 / rate)}>
              {rate === 0 ? words.full : words.perSecond(rate)}
            </option>
          ))}
          <option value="Infinity">{words.held}</option>
        </select>
      </label>
      <label>
        {words.bandwidth}
        <select
          value={String(bandwidth)}
          disabled={isOff}
          onChange={(event) => onTurn({ bandwidth: Number(event.currentTarget.value) })}
        >
          {BANDWIDTHS.map((bits) => (
            <option key={bits} value={String(bits)}>
              {bits === 0 ? words.unlimited : words.rate(bits)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.delay}
        <select
          value={String(delay)}
          disabled={isOff}
          onChange={(event) => onTurn({ delay: Number(event.currentTarget.value) })}
        >
          {DELAYS.map((ms) => <option key={ms} value={String(ms)}>{words.ms(ms)}</option>)}
        </select>
      </label>
    </>
  );
}
