import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { CONTROL } from "../lib/channels.ts";
import { indexOf, type WireFrame } from "./frames.ts";
import { narrate } from "./lab/narrate.ts";
import { called } from "./names.ts";
import type { Session } from "./session.ts";
import { settings } from "./settings.ts";
import { Speech } from "./speech.ts";
import { texts } from "./texts/page.ts";

/** How often it speaks by itself at most, in milliseconds: more would drown everything else. */
const EVERY_MS = { summary: 5_000, each: 1_000 };

/**
 * Speaks of the wire for those who do not see it: as often as they have chosen while it is live, and
 * one sentence for each frame that somebody steps to or points at.
 */
export function Announcer({ session }: { session: Session }) {
  const text = useSignal("");
  const mode = settings.speech.value;
  useEffect(() => {
    if (mode === "off") return;
    const speech = new Speech(session);
    const timer = setInterval(() => {
      if (session.time.shown.peek().phase !== "live") return;
      // Emptied when there is nothing new: the same words are then said again.
      text.value = speech[mode]();
    }, EVERY_MS[mode]);
    return () => clearInterval(timer);
  }, [mode]);
  useEffect(() => {
    let wasLost = false;
    return session.state.subscribe(({ phase }) => {
      if (phase === "open" && wasLost) text.value = texts.announcer.back;
      wasLost = phase !== "open" && (wasLost || phase !== "connecting");
    });
  }, []);
  useEffect(() => {
    /** The last frame that was there when it looked for steps. */
    let seen = 0;
    const say = (frames: readonly WireFrame[], index: number) => {
      if (index >= 0) text.value = narrate(frames, index, (from) => called(session, from));
    };
    const ends = [
      session.selected.subscribe((n) => {
        const { frames } = session.time.shown.peek();
        say(frames, indexOf(frames, n));
      }),
      // By hand each frame is a step.
      session.time.shown.subscribe(({ phase, frames, last }) => {
        const fresh = frames.slice(indexOf(frames, seen) + 1);
        seen = last;
        if (phase !== "live" || session.pace.peek() !== Infinity) return;
        const step = fresh.findLast(isStep);
        if (step) say(frames, indexOf(frames, step.n));
      }),
    ];
    return () => ends.forEach((end) => end());
  }, []);
  return <p class="visually-hidden" role="status" aria-atomic="true">{text}</p>;
}

function isStep({ direction, frame }: WireFrame): boolean {
  return direction === "up" && frame.channel !== CONTROL;
}
