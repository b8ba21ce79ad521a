import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { isTeacher } from "../Banner.tsx";
import type { Session } from "../session.ts";
import { type Led, ledBy, valuesOf } from "./lead.ts";
import { text } from "./text.ts";
import { views } from "./text_views.ts";

const words = views.lead;

/** Steps that a page makes up for, if it hears of several at once. */
const MAX_STEPS = 20;

/** Sets the knobs of all pages of the class as they are here. For a teacher. */
export function Lead({ session }: { session: Session }) {
  const led = ledBy(session.classroom.value.settings.lesson);
  const say = (change: Partial<Led>) => {
    const values = valuesOf({
      chunkSize: session.chunkSize.peek(),
      order: session.order.peek(),
      pace: session.pace.peek(),
      steps: led?.steps ?? 0,
      ...change,
    });
    session.command({ channel: "$", type: "lesson", values });
  };
  /** Counted here, too: the room's answer may come after the next click. */
  const steps = useRef(0);
  const step = () => {
    steps.current = Math.max(steps.current, led?.steps ?? 0) + 1;
    say({ ...led, steps: steps.current });
  };
  return (
    <section class="card lead" aria-labelledby="lead-title">
      <h2 id="lead-title">{words.title}</h2>
      <p>{led ? words.isLed(led.chunkSize, text.orders[led.order]) : words.isFree}</p>
      <div class="buttons">
        <button type="button" onClick={() => say({})}>{words.set}</button>
        {led?.pace === Infinity && (
          <button
            type="button"
            onClick={step}
          >
            {words.step}
          </button>
        )}
        {led && (
          <button
            type="button"
            onClick={() => session.command({ channel: "$", type: "lesson", values: {} })}
          >
            {words.free}
          </button>
        )}
      </div>
    </section>
  );
}

/** Follows the teacher's knobs, and says so, until somebody would rather not. */
export function Follow({ session }: { session: Session }) {
  const isFollowing = useSignal(true);
  const steps = useRef<number | undefined>(undefined);
  const { lesson } = session.classroom.value.settings;
  const led = isTeacher(session) ? undefined : ledBy(lesson);

  useEffect(() => {
    if (!led || !isFollowing.peek()) return;
    session.chunkSize.value = led.chunkSize;
    session.order.value = led.order;
    session.pace.value = led.pace;
    // A page that has just come takes the count as it is: what was stepped is over.
    const since = steps.current ?? led.steps;
    for (let n = Math.max(since, led.steps - MAX_STEPS); n < led.steps; n++) session.step();
    steps.current = led.steps;
  }, [lesson, isFollowing.value]);

  if (!led) return null;
  return (
    <p class="hint" role="status">
      {isFollowing.value ? words.following : words.alone}{" "}
      <button
        type="button"
        class="small"
        aria-pressed={isFollowing.value}
        onClick={() => isFollowing.value = !isFollowing.value}
      >
        {words.follow}
      </button>
    </p>
  );
}
