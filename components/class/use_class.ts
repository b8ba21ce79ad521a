/**
 * Ties a session to the class that it is in: it follows the teacher, and tells what was bet and done.
 *
 * @module
 */

import { useEffect, useMemo } from "preact/hooks";
import { windowStorage } from "../browser.ts";
import { OPEN } from "../classroom.ts";
import { knobsOf, turn } from "../knobs.ts";
import type { Session } from "../session.ts";
import { Follower } from "./follower.ts";
import { Reporter } from "./reporter.ts";

/**
 * See the module's description.
 *
 * @param code Of the classroom. Absent: it is none, and nobody is followed or told.
 */
export function useClass(session: Session, code: string | undefined): Reporter | undefined {
  const reporter = useMemo(() => code === undefined ? undefined : reporterFor(session, code), []);
  useEffect(() => {
    if (!reporter) return;
    const endFollowing = follow(session);
    const endReporting = session.state.subscribe(({ phase }) => {
      if (phase === "open") reporter.again();
    });
    return () => {
      endFollowing();
      endReporting();
    };
  }, []);
  return reporter;
}

function reporterFor(session: Session, code: string): Reporter {
  const key = `mux-reports ${code}`;
  const storage = windowStorage();
  return new Reporter({
    send: (values) => session.command({ channel: "$", type: "report", values }),
    kept: storage?.getItem(key) ?? null,
    keep: (text) => storage?.setItem(key, text),
  });
}

/** Lets a page follow what its teacher sets. Returns how to end it. */
export function follow(session: Session): () => void {
  const follower = new Follower({
    knobs: () => knobsOf(session),
    turn: (knobs) => turn(session, knobs),
    step: () => session.step(),
  });
  let known = OPEN;
  const take = () => {
    const { knobs: _, ...free } = known.lead;
    if (known !== OPEN) follower.take(session.follows.peek() ? known.lead : free);
  };
  const endRoom = session.classroom.subscribe(({ settings }) => {
    if (settings === known) return;
    known = settings;
    take();
  });
  const endChoice = session.follows.subscribe(take);
  return () => {
    endRoom();
    endChoice();
  };
}
