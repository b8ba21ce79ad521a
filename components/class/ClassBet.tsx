import { isTeacher } from "../Banner.tsx";
import type { Session } from "../session.ts";
import { Later } from "../Later.tsx";
import type { Reporter } from "./reporter.ts";

const load = () => import("./BetCard.tsx");

/** What a class is asked, when it is asked. Its teacher sees the answers, and is not asked. */
export function ClassBet({ session, reporter }: { session: Session; reporter: Reporter }) {
  const { bet } = session.classroom.value.settings.lead;
  if (!bet || isTeacher(session)) return null;
  return <Later key={`${bet.id}:${bet.seed}`} load={load} props={{ asked: bet, reporter }} />;
}
