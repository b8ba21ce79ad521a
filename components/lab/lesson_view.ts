/**
 * A lesson, or a fork, as the views of the wire take it.
 *
 * @module
 */

import { signal } from "@preact/signals";
import { systemClock } from "../../lib/clock.ts";
import type { Clock } from "../../lib/link.ts";
import type { Order } from "../../lib/scheduler.ts";
import { NO_CLASSROOM } from "../classroom.ts";
import { WireTime } from "../wire_time.ts";
import type { WireView } from "../wire_view.ts";
import { MAX_LESSON_MS } from "./lesson.ts";
import type { LoggedFrame } from "./log.ts";

/** A log that does not grow, and what is known of who is in it. */
export interface Replayed {
  readonly title: string;
  readonly log: readonly LoggedFrame[];
  /** The sender that the page which saved it was. */
  readonly me?: string | undefined;
  /** The session that it is of, which knows everybody's name. A file knows nobody's. */
  readonly of?: Pick<WireView, "classroom" | "me" | "isMine">;
}

/** See the module's description. */
export function lessonView(
  { title, log, me, of }: Replayed,
  order: Order,
  clock: Clock = systemClock,
): WireView {
  const time = new LessonTime(clock, () => time.paint(), withTimes(log));
  time.paint();
  const people = of ??
    { me: signal(me), isMine: (from: string) => from === me, classroom: signal(NO_CLASSROOM) };
  return {
    lesson: title,
    time,
    selected: signal(undefined),
    showsControl: signal(true),
    order: signal(order),
    // What is not here yet is on its way, whatever the page's own line does.
    state: signal({ phase: "open" }),
    now: () => clock.now(),
    command: () => {},
    classroom: people.classroom,
    me: people.me,
    isMine: (from) => people.isMine(from),
  };
}

class LessonTime extends WireTime {
  /** Nothing of it is live: what would go back there plays it, or stops it. */
  override toLive(): void {
    if (this.shown.peek().phase === "playing") this.pause();
    else this.play();
  }
}

/** A file counts from 0, and the views show a time of day: from midnight on it reads as counted. */
function withTimes(log: readonly LoggedFrame[]): readonly LoggedFrame[] {
  const midnight = new Date(1970, 0, 1).getTime();
  const isCounted = (log.at(-1)?.at ?? 0) <= MAX_LESSON_MS;
  return isCounted ? log.map((entry) => ({ ...entry, at: entry.at + midnight })) : log;
}
