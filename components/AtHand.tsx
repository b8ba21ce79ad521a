import { isLed, maySend } from "./Banner.tsx";
import { allThree } from "./samples.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts/page.ts";

const words = texts.wire;

/** What stays beside the wire wherever somebody is on the page: it stops, and something moves on it. */
export function AtHand({ session }: { session: Session }) {
  const { time } = session;
  const { phase, unseen } = time.shown.value;
  const isLive = phase === "live";
  session.state.value;
  const isHeld = session.pace.value === Infinity && !isLed(session);
  return (
    <div class="at-hand">
      <button
        type="button"
        // No toggle: its name says what it does. What is to be pressed next stands out.
        class={isLive ? "" : "primary"}
        onClick={() => isLive ? time.pause() : time.toLive()}
      >
        {isLive ? words.pause : words.live(unseen)}
      </button>
      {isHeld
        ? (
          <button type="button" class="primary" onClick={() => session.step()}>
            {texts.knobs.step}
          </button>
        )
        : (
          <button
            type="button"
            disabled={!maySend(session)}
            onClick={() => session.send(...allThree(session.presence.value))}
          >
            {words.three}
          </button>
        )}
    </div>
  );
}
