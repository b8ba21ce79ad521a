import type { ComponentChildren } from "preact";
import type { Session } from "../session.ts";
import { classTexts } from "../texts/class.ts";
import { Sure } from "./Sure.tsx";

const words = classTexts.teaching.powers;

/** What {@linkcode Powers} is given. */
export interface PowersProps {
  readonly session: Session;
  /** More buttons, between the quick ones and those without a way back. */
  readonly children?: ComponentChildren;
}

/** What a teacher can do to the room. The server enforces it; this only asks. */
export function Powers({ session, children }: PowersProps) {
  const { settings } = session.classroom.value;
  const toggle = (type: "lock" | "pause" | "hide", isOn: boolean) => (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={() => session.command({ channel: "$", type, on: !isOn })}
    >
      {words[type]}
    </button>
  );
  return (
    <div class="buttons powers">
      {toggle("pause", settings.isPaused)}
      {children}
      {toggle("lock", settings.isLocked)}
      {toggle("hide", settings.areNamesHidden)}
      <Sure
        label={words.clear}
        onSure={() => session.command({ channel: "$", type: "clear" })}
      />
      <Sure label={words.end} onSure={() => session.command({ channel: "$", type: "end" })} />
    </div>
  );
}
