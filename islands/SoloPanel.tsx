import { useEffect, useMemo } from "preact/hooks";
import { KEEP_AFTER_MS, keepPage, recallColours } from "../components/lab/solo_kept.ts";
import { soloSession } from "../components/lab/solo_session.ts";
import { Panel } from "../components/Panel.tsx";
import { soloTexts } from "../components/texts/solo.ts";

/**
 * The page of a room that is in the page itself: no server, and two simulated classmates.
 *
 * @param props `isBuilt`: see {@linkcode keepPage}.
 */
export default function SoloPanel({ isBuilt }: { isBuilt: boolean }) {
  const parts = useMemo(soloSession, []);
  useEffect(() => {
    recallColours();
    const timer = setTimeout(keepPage, KEEP_AFTER_MS, isBuilt);
    return () => clearTimeout(timer);
  }, []);
  return <Panel {...parts} isSolo intro={soloTexts.solo} />;
}
