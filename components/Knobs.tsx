import type { Order } from "../lib/scheduler.ts";
import { lineSpeed } from "./browser.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";
import { Waits } from "./Waits.tsx";

const words = texts.knobs;

const ORDERS: readonly Order[] = ["one-at-a-time", "round-robin", "priority"];

/** Frames a second that can be chosen; 0 is full speed. */
const RATES: readonly number[] = [0, 20, 5, 4, 1];

/** Bits a second, from what it is to a modem of old. */
const BANDWIDTHS: readonly number[] = [0, 10_000_000, 1_000_000, 256_000, 64_000];

const DELAYS: readonly number[] = [0, 20, 100, 500];

/** How messages are cut, and who goes next: turn one, and see what it does to chat. */
export function Knobs({ session }: { session: Session }) {
  const held = session.pace.value === Infinity;
  const { bandwidth, delay } = lineSpeed.value;
  return (
    <section class="card knobs" aria-labelledby="knobs-title">
      <h2 id="knobs-title">{words.title}</h2>
      <div class="fields">
        <ChunkSize session={session} />
        <label>
          {words.order}
          <select
            value={session.order}
            onChange={(event) => session.order.value = event.currentTarget.value as Order}
          >
            {ORDERS.map((order) => <option key={order} value={order}>{words.orders[order]}
            </option>)}
          </select>
        </label>
        <label>
          {words.pace}
          <select
            value={String(session.pace)}
            onChange={(event) => session.pace.value = Number(event.currentTarget.value)}
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
            onChange={(event) =>
              lineSpeed.value = { delay, bandwidth: Number(event.currentTarget.value) }}
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
            onChange={(event) =>
              lineSpeed.value = { bandwidth, delay: Number(event.currentTarget.value) }}
          >
            {DELAYS.map((ms) => <option key={ms} value={String(ms)}>{words.ms(ms)}</option>)}
          </select>
        </label>
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

/** Characters per frame that can be chosen: more would hide that messages are cut at all. */
const MAX_CHUNK_SIZE = 1_000;

function ChunkSize({ session }: { session: Session }) {
  const onInput = (event: { currentTarget: HTMLInputElement }) => {
    const value = event.currentTarget.valueAsNumber;
    if (Number.isInteger(value) && value >= 1 && value <= MAX_CHUNK_SIZE) {
      session.chunkSize.value = value;
    }
  };
  return (
    <label>
      {words.chunkSize}
      <input
        type="number"
        min={1}
        max={MAX_CHUNK_SIZE}
        value={session.chunkSize}
        onInput={onInput}
      />
    </label>
  );
}
