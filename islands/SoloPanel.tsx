import { useMemo } from "preact/hooks";
import { soloSession } from "../components/lab/solo_session.ts";
import { Panel } from "../components/Panel.tsx";
import { soloTexts } from "../components/texts/solo.ts";

/** The page of a room that is in the page itself: no server, and two simulated classmates. */
export default function SoloPanel() {
  const parts = useMemo(soloSession, []);
  return <Panel {...parts} isSolo intro={soloTexts.solo} />;
}
