import { personOf } from "../lib/commands.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

const words = texts.room;

/** Says when a teacher controls what this page may do. */
export function Banner({ session }: { session: Session }) {
  const { settings } = session.classroom.value;
  const said = [
    settings.isPaused && words.paused,
    isMuted(session) && words.muted,
    settings.isLocked && words.locked,
    settings.areNamesHidden && words.hidden,
  ].filter((text) => text !== false);
  return (
    <div class="banner" role="status" hidden={said.length === 0}>
      {said.map((text) => <p key={text}>{text}</p>)}
    </div>
  );
}

/** Why this person may not write now, if so. Teachers always may. */
export function silenced(session: Session): string | undefined {
  if (isTeacher(session)) return undefined;
  if (session.classroom.value.settings.isPaused) return texts.chat.paused;
  return isMuted(session) ? texts.chat.muted : undefined;
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
