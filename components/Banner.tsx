import { personOf } from "../lib/commands.ts";
import { sayFault } from "./class/fault_words.ts";
import { sayKnobs } from "./class/knob_words.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts/page.ts";

const words = texts.room;

/** Says when a teacher controls what this page may do. */
export function Banner({ session }: { session: Session }) {
  const { settings } = session.classroom.value;
  const { lead: { knobs }, faults } = settings;
  const { led, injected, paused } = isTeacher(session) ? words.toTeacher : words;
  const said = [
    knobs !== undefined && (session.follows.value ? led(sayKnobs(knobs)) : words.alone),
    faults.length > 0 && injected(faults.map(sayFault).join("; ")),
    settings.isPaused && paused,
    isMuted(session) && words.muted,
    settings.isLocked && words.locked,
    settings.areNamesHidden && words.hidden,
  ].filter((text) => text !== false);
  return (
    <div class="banner" role="status" hidden={said.length === 0 || session.isOut}>
      {said.map((text) => <p key={text}>{text}</p>)}
      {knobs && !isTeacher(session) && (
        <button
          type="button"
          aria-pressed={session.follows.value}
          onClick={() => session.follows.value = !session.follows.value}
        >
          {words.follow}
        </button>
      )}
    </div>
  );
}

/** Why this person may not write now, if so. Teachers may, as long as there is a room. */
export function silenced(session: Session): string | undefined {
  if (session.isOut) return texts.chat.out;
  if (isTeacher(session)) return undefined;
  if (session.classroom.value.settings.isPaused) return texts.chat.paused;
  return isMuted(session) ? texts.chat.muted : undefined;
}

/** Whether what this person says now leaves, now or later. */
export function maySend(session: Session): boolean {
  return session.canSend && silenced(session) === undefined;
}

/** Whether the teacher has set the knobs of this page. */
export function isLed(session: Session): boolean {
  return session.follows.value && session.classroom.value.settings.lead.knobs !== undefined;
}

/** Whether this person is a teacher of this room. */
export function isTeacher(session: Session): boolean {
  return memberOf(session)?.role === "teacher";
}

function isMuted(session: Session): boolean {
  return memberOf(session)?.isMuted === true;
}

function memberOf(session: Session) {
  return session.classroom.value.members.get(personOf(session.me.value ?? ""));
}
