import { isTeacher } from "../Banner.tsx";
import type { Session } from "../session.ts";
import { Later } from "../Later.tsx";

const load = () => import("./Teacher.tsx");

/** What a teacher leads with, loaded for a teacher only. */
export function ForTeacher({ session, code }: { session: Session; code: string }) {
  return isTeacher(session) ? <Later load={load} props={{ session, code }} /> : null;
}
