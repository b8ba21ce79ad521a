import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Order } from "../lib/scheduler.ts";
import { maySend } from "./Banner.tsx";
import { lineSpeed } from "./browser.ts";
import { typical } from "./delays.ts";
import { Later } from "./Later.tsx";
import { sampleBytes } from "./samples.ts";
import type { Session } from "./session.ts";
import { nearTexts } from "./texts/near.ts";
import { texts } from "./texts/page.ts";
import { duration } from "./words.ts";

const words = nearTexts.knobs;

const loadChart = () => import("./WaitsChart.tsx");

/** Where the line is as quick as this machine, nothing waits: the try makes it this slow. */
const TRY_LINE = { bandwidth: 256_000, delay: 20 };

/** From one to the next, in milliseconds: what was sent before is there, or well on its way. */
const TRY_AFTER_MS = 400;

/** The number that is the lesson: what a line of chat waits, alone and beside a file. */
export function Waits({ session }: { session: Session }) {
  const isChartWanted = useSignal(false);
  const { value: delays } = session.outbound.delays;
  const order = session.order.value;
  const alone = typical(delays, false, order);
  const beside = typical(delays, true, order);
  const others = (Object.keys(texts.knobs.orders) as Order[]).flatMap((other) => {
    const ms = other === order ? undefined : typical(delays, true, other);
    return ms === undefined ? [] : [words.before(texts.knobs.orders[other], duration(ms))];
  });
  const [first] = session.outbound.pending.value;
  const waiting = session.outbound.isMoving ? first : undefined;
  /** A line alone, then a file, and a line beside it. */
  const measure = () => {
    if (lineSpeed.value.bandwidth === 0) lineSpeed.value = TRY_LINE;
    session.send({ channel: "chat", data: words.lineAlone });
    setTimeout(() => {
      session.sendFile({ name: "sample.txt", type: "text/plain", bytes: sampleBytes() });
    }, TRY_AFTER_MS);
    setTimeout(() => session.send({ channel: "chat", data: words.line }), 2 * TRY_AFTER_MS);
  };
  const isSlowed = lineSpeed.value === TRY_LINE;
  session.state.value;
  return (
    <div class="waits">
      <h3>{words.question}</h3>
      <dl>
        <div>
          <dt>{words.alone}</dt>
          <dd>{alone === undefined ? words.unknown : duration(alone)}</dd>
        </div>
        <div class="lesson">
          <dt>{words.beside}</dt>
          <dd>
            {waiting
              ? <SoFar since={waiting.at} session={session} />
              : beside === undefined
              ? words.unknown
              : duration(beside)}
            {others.length > 0 && <small>({others.join("; ")})</small>}
          </dd>
        </div>
      </dl>
      <div class="buttons">
        <button type="button" disabled={!maySend(session)} onClick={measure}>
          {words.measure}
        </button>
        <button
          type="button"
          aria-expanded={isChartWanted.value}
          onClick={() => isChartWanted.value = !isChartWanted.value}
        >
          {words.chart}
        </button>
      </div>
      {isSlowed && (
        <p class="hint">
          {words.slowed}{" "}
          <button
            type="button"
            class="small"
            onClick={() => lineSpeed.value = { bandwidth: 0, delay: 0 }}
          >
            {words.unslow}
          </button>
        </p>
      )}
      <p class="hint">{words.measured}</p>
      {isChartWanted.value && <Later load={loadChart} props={{ session }} />}
    </div>
  );
}

function SoFar({ since, session }: { since: number; session: Session }) {
  const now = useSignal(session.now());
  useEffect(() => {
    const timer = setInterval(() => now.value = session.now(), 100);
    return () => clearInterval(timer);
  }, []);
  return <>{words.soFar(Math.max(0, now.value - since))}</>;
}
