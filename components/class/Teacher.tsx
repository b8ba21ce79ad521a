import "../loaded.ts";
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { knobsOf } from "../knobs.ts";
import { Powers } from "./Powers.tsx";
import type { Session } from "../session.ts";
import { classTexts } from "../texts/class.ts";
import { AskBet } from "./AskBet.tsx";
import { ClassFaults } from "./ClassFaults.tsx";
import { Dashboard } from "./Dashboard.tsx";
import { KnobsForAll } from "./KnobsForAll.tsx";
import { Over } from "./Over.tsx";
import { type Lead, valuesOf } from "./lead.ts";
import { useReports } from "./use_reports.ts";

const words = classTexts.teaching.teacher;

/** What every panel of a teacher is given. */
export interface PanelProps {
  readonly session: Session;
  /** What is said to all pages now. */
  readonly lead: Lead;
  /** Says something else to all pages. */
  readonly onLead: (lead: Lead) => void;
}

type Panel = keyof typeof words.panels;

const PANELS: Readonly<Record<Panel, (props: PanelProps) => JSX.Element>> = {
  knobs: KnobsForAll,
  faults: ClassFaults,
  bets: AskBet,
  results: Dashboard,
};

/** All that a teacher leads with, in one place at the top of the page. */
export default function Teacher({ session, code }: { session: Session; code: string }) {
  const shown = useSignal<Panel | undefined>(undefined);
  const { lead } = session.classroom.value.settings;
  const onLead = (lead: Lead) =>
    session.command({ channel: "$", type: "lesson", values: valuesOf(lead) });
  const Shown = shown.value && PANELS[shown.value];
  const { isOut, isOver } = session;
  useReports(session, !isOut && (shown.value === "bets" || shown.value === "results"));
  if (isOut) return isOver ? <Over session={session} /> : null;
  return (
    <section class="card teacher" aria-labelledby="powers-title">
      <div class="title">
        <h2 id="powers-title">{classTexts.teaching.powers.title}</h2>
        <a href={`/r/${code}?view=projector`} target="_blank" rel="noopener">
          {words.projector} <small>{words.newWindow}</small>
        </a>
      </div>
      <Powers session={session}>
        <LeadButtons session={session} lead={lead} onLead={onLead} />
      </Powers>
      <Panels shown={shown} />
      {Shown && (
        <div id="teacher-panel">
          <Shown session={session} lead={lead} onLead={onLead} />
        </div>
      )}
    </section>
  );
}

/** Follow, hold and step: what a lesson needs most. */
function LeadButtons({ session, lead, onLead }: PanelProps) {
  const { knobs, steps } = lead;
  const isHeld = knobs?.pace === Infinity;
  const { knobs: _, ...free } = lead;
  /** Said last: who presses quickly presses again before the room has said it back. */
  const said = useRef(0);
  const step = () => {
    said.current = Math.max(said.current, steps) + 1;
    onLead({ ...lead, steps: said.current });
  };
  const hold = () => {
    const held = { ...knobsOf(session), ...knobs, pace: isHeld ? 0 : Infinity };
    onLead({ ...lead, knobs: held });
  };
  return (
    <>
      <button
        type="button"
        aria-pressed={knobs !== undefined}
        onClick={() => onLead(knobs ? free : { ...lead, knobs: knobsOf(session) })}
      >
        {words.follow}
      </button>
      <button type="button" aria-pressed={isHeld} onClick={hold}>{words.hold}</button>
      {isHeld && (
        <button
          type="button"
          class="primary"
          onClick={step}
        >
          {words.step}
        </button>
      )}
    </>
  );
}

function Panels({ shown }: { shown: Signal<Panel | undefined> }) {
  return (
    <div class="buttons panels" role="group" aria-label={words.more}>
      {(Object.keys(PANELS) as Panel[]).map((panel) => (
        <button
          key={panel}
          type="button"
          aria-expanded={shown.value === panel}
          aria-controls={shown.value === panel ? "teacher-panel" : undefined}
          onClick={() => shown.value = shown.value === panel ? undefined : panel}
        >
          {words.panels[panel]}
        </button>
      ))}
    </div>
  );
}
