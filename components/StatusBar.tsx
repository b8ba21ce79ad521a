import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { LinkState } from "../lib/link.ts";
import type { Session } from "./session.ts";
import { ThemeSwitch } from "./ThemeSwitch.tsx";
import { count } from "./words.ts";

/** Where the connection stands, who you are, and what to do when it is lost. */
export function StatusBar({ session }: { session: Session }) {
  const state = session.state.value;
  const here = session.people.value.filter((person) => person.state !== "left").length;
  return (
    <header class="status">
      <h1>Mini Multiplexed Chat</h1>
      <p class="pill" data-phase={state.phase}>{PHASES[state.phase]}</p>
      {session.me.value && (
        <p>
          You are <b>{session.me}</b>
        </p>
      )}
      {state.phase === "open" && <p>{count(here, "person").replace("persons", "people")} here</p>}
      <ThemeSwitch />
      <Trouble state={state} session={session} />
    </header>
  );
}

const PHASES: Record<LinkState["phase"], string> = {
  connecting: "Connecting…",
  open: "Connected",
  waiting: "Connection lost",
  closed: "Closed",
};

/** The element is there before there is trouble: only then do screen readers speak of it. */
function Trouble({ state, session }: { state: LinkState; session: Session }) {
  const lost = state.phase === "waiting" || state.phase === "closed";
  return (
    <div class="trouble" hidden={!lost}>
      <p role="alert">{lost && explain(state)}</p>
      {state.phase === "waiting" && <Countdown until={state.retryAt} />}
      {lost && (
        <button type="button" onClick={() => session.open()}>
          {state.phase === "closed" ? "Connect again" : "Try now"}
        </button>
      )}
    </div>
  );
}

function explain({ code, reason }: { code: number; reason: string }): string {
  const why = reason || (code === 1000 ? "It was closed" : "The server does not answer");
  return `${why} (code ${code}). What you write stays here.`;
}

/** Not part of the alert: a screen reader would count along. */
function Countdown({ until }: { until: number }) {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => now.value = Date.now(), 250);
    return () => clearInterval(timer);
  }, []);
  return <span>Trying again in {Math.max(0, Math.ceil((until - now.value) / 1_000))} s.</span>;
}
