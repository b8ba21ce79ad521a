import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Session } from "./session.ts";
import { count } from "./words.ts";

/** How often the wire is summed up for screen readers, in milliseconds: more would drown everything. */
const EVERY_MS = 5_000;

/** Speaks of the wire for those who do not see it: one sentence now and then, not every frame. */
export function Announcer({ session }: { session: Session }) {
  const text = useSignal("");
  const seen = useRef(0);
  useEffect(() => {
    const timer = setInterval(() => {
      const fresh = session.frames.peek().filter(({ n, direction }) =>
        direction === "down" && n > seen.current
      );
      if (fresh.length === 0) return;
      seen.current = fresh.at(-1)!.n;
      const channels = new Map<string, number>();
      for (const { frame: { channel } } of fresh) {
        channels.set(channel, (channels.get(channel) ?? 0) + 1);
      }
      const parts = [...channels].map(([channel, n]) => `${n} ${channel}`);
      text.value = `${count(fresh.length, "frame")} came: ${parts.join(", ")}`;
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return <p class="visually-hidden" role="status" aria-atomic="true">{text}</p>;
}
