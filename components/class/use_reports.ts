/**
 * A class's reports, asked for while somebody looks at them.
 *
 * @module
 */

import { useEffect } from "preact/hooks";
import type { Session } from "../session.ts";

/** How often a teacher's page asks, in milliseconds. */
const ASK_MS = 3_000;

/** Asks now and then, as long as `isWanted`. */
export function useReports(session: Session, isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return;
    const ask = () => session.command({ channel: "$", type: "reports" });
    ask();
    const timer = setInterval(ask, ASK_MS);
    return () => clearInterval(timer);
  }, [session, isWanted]);
}
