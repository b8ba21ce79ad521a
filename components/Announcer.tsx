import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { narrate } from "./lab/narrate.ts";
import { called } from "./names.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

/** How often the wire is summed up for screen readers, in milliseconds: more would drown everything. */
const EVERY_MS = 5_000;

/**
 * Speaks of the wire for those who do not see it: one sentence now and then while it is live, and
 * one for each frame that somebody steps to or points at.
 */
export function Announcer({ session }: { session: Session }) {
  const text = useSignal("");
  const seen = useRef(0);
  useEffect(() => {
    const timer = setInterval(() => {
      const { frames, phase } = session.time.shown.peek();
      const fresh = frames.filter(({ n, direction }) => direction === "down" && n > seen.current);
      if (fresh.length === 0 || phase !== "live") return;
      seen.current = fresh.at(-1)!.n;
      const channels = new Map<string, number>();
      for (const { frame: { channel } } of fresh) {
        channels.set(channel, (channels.get(channel) ?? 0) + 1);
      }
      const parts = [...channels].map(([channel, n]) => `${n} ${channel}`);
      text.value = texts.announcer(fresh.length, parts.join(", "));
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  useEffect(() =>
    session.selected.subscribe((n) => {
      const { frames } = session.time.shown.peek();
      const index = frames.findIndex((entry) => entry.n === n);
      if (index >= 0) text.value = narrate(frames, index, (from) => called(session, from));
    }), []);
  return <p class="visually-hidden" role="status" aria-atomic="true">{text}</p>;
}
