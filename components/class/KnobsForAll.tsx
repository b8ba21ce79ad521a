import { KnobFields } from "../Knobs.tsx";
import { knobsOf } from "../knobs.ts";
import type { PanelProps } from "./Teacher.tsx";
import { classTexts } from "../texts/class.ts";

const words = classTexts.teaching.knobs;

/** Turned here, a knob is turned on all pages. */
export function KnobsForAll({ session, lead, onLead }: PanelProps) {
  const values = { ...knobsOf(session), ...lead.knobs };
  return (
    <section aria-label={words.title}>
      <p class="hint">{lead.knobs ? words.led : words.free}</p>
      <div class="fields">
        <KnobFields
          values={values}
          onTurn={(change) => onLead({ ...lead, knobs: { ...values, ...change } })}
        />
      </div>
    </section>
  );
}
