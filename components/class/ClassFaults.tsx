import { Faults } from "../lab/Faults.tsx";
import { sayFault } from "./fault_words.ts";
import type { PanelProps } from "./Teacher.tsx";
import { classTexts } from "../texts/class.ts";

const words = classTexts.teaching.faults;

/** Faults that the hub is asked for, and what of them is asked for now. */
export function ClassFaults({ session }: PanelProps) {
  const { faults } = session.classroom.value.settings;
  return (
    <>
      <Faults onInject={(rules) => session.command({ channel: "$", type: "faults", rules })} />
      <p>{faults.length > 0 ? words.now(faults.map(sayFault).join("; ")) : words.none}</p>
      <p class="hint">{words.mend}</p>
    </>
  );
}
