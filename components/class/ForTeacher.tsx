import { isTeacher } from "../Banner.tsx";
import type { RoomSeat } from "../join/RoomBar.tsx";
import type { Session } from "../session.ts";
import { Later } from "../Later.tsx";

const load = () => import("./Teacher.tsx");

/** What {@linkcode ForTeacher} is given. */
export interface ForTeacherProps {
  readonly session: Session;
  readonly code: string;
  /** What the server knew when it made the page: who is who is told later, on the socket. */
  readonly role: RoomSeat["role"];
}

/** What a teacher leads with, loaded for a teacher only. It has its place before it is there. */
export function ForTeacher({ session, code, role }: ForTeacherProps) {
  const isHere = isTeacher(session);
  const isToCome = role === "teacher" && session.classroom.value.members.size === 0;
  if (!isHere && !isToCome) return null;
  return <div class="for-teacher">{isHere && <Later load={load} props={{ session, code }} />}</div>;
}
