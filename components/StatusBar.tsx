import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { personOf } from "../lib/commands.ts";
import { isHere } from "./demux.ts";
import { called } from "./names.ts";
import type { Session } from "./session.ts";
import { Settings } from "./Settings.tsx";
import { texts } from "./texts/page.ts";
import { useResize } from "./use_resize.ts";

const words = texts.status;

/** Where the connection stands, who you are, and what to do when it is lost. */
export function StatusBar({ session, room }: { session: Session; room?: string | undefined }) {
  const bar = useRef<HTMLElement>(null);
  useResize(bar, () => {
    // What sticks below it, and what is scrolled to, has to know where it ends.
    document.documentElement.style.setProperty("--bar", `${bar.current!.offsetHeight}px`);
  });
  const state = session.state.value;
  const present = session.people.value.filter(isHere);
  // Who has several windows open is one person.
  const here = new Set(present.map(({ from }) => personOf(from))).size;
  const me = session.me.value;
  return (
    <header class="status" ref={bar}>
      <h1>{texts.title}</h1>
      {room && <p>{words.room(room)}</p>}
      <p class="pill" data-phase={state.phase}>{words.phase[state.phase]}</p>
      {me !== undefined && (
        <p>
          {words.you} <b>{called(session, me)}</b>
        </p>
      )}
      {state.phase === "open" && <p>{words.here(here)}</p>}
      <Numbers session={session} />
      <Settings />
      <Trouble session={session} />
    </header>
  );
}

/** Apart, because they change often. */
function Numbers({ session }: { session: Session }) {
  const rtt = session.rtt.value;
  const waiting = session.waiting.value;
  return (
    <>
      {rtt !== undefined && <p class="quiet">{words.rtt(rtt)}</p>}
      {waiting > 0 && !session.isOut && (
        <p class="quiet">{words.queued(waiting, session.waitingBytes.value)}</p>
      )}
    </>
  );
}

/**
 * What is wrong with the connection, and what to do. The element is there before there is trouble: only
 * then do screen readers speak of it.
 */
export function Trouble({ session }: { session: Session }) {
  const state = session.state.value;
  const lost = state.phase === "waiting" || state.phase === "closed";
  return (
    <div class="trouble" hidden={!lost}>
      <p role="alert">{lost && explain(state, session)}</p>
      {state.phase === "waiting" && <Countdown until={state.retryAt} session={session} />}
      {lost && (
        session.isOut
          // The page knows no more than the code. Its address says what is so now, and what to do.
          ? <button type="button" onClick={() => location.reload()}>{words.outside}</button>
          : (
            <button type="button" onClick={() => session.open()}>
              {state.phase === "closed" ? words.reopen : words.retry}
            </button>
          )
      )}
    </div>
  );
}

function explain({ code, reason }: { code: number; reason: string }, session: Session): string {
  if (session.isOut && reason) return words.out(reason);
  const why = reason || (code === 1000 ? words.closedWhy : words.silentWhy);
  return words.lost(why, code, session.waits);
}

/** Not part of the alert: a screen reader would count along. */
function Countdown({ until, session }: { until: number; session: Session }) {
  const now = useSignal(session.now());
  useEffect(() => {
    const timer = setInterval(() => now.value = session.now(), 250);
    return () => clearInterval(timer);
  }, []);
  return <span>{words.retryIn(Math.max(0, Math.ceil((until - now.value) / 1_000)))}</span>;
}
