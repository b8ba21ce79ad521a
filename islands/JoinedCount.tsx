import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** How often it asks, in milliseconds: a class comes in within a minute or two. */
const EVERY_MS = 2_000;

/** What {@linkcode JoinedCount} is given. */
export interface JoinedCountProps {
  readonly joined: number;
  /** Behind the number, and in place of it where it is none. */
  readonly words: { readonly none: string; readonly one: string; readonly more: string };
}

/** How many have joined, on the board that they join by. Without scripts it is how many had by then. */
export default function JoinedCount({ joined, words }: JoinedCountProps) {
  const now = useSignal(joined);
  useEffect(() => {
    const ask = async () => {
      if (document.hidden) return;
      const answer = await fetch(location.pathname, { headers: { accept: "application/json" } });
      // Of a room that has ended there is nothing new.
      if (answer.ok) now.value = (await answer.json()).joined;
    };
    // Without a connection it says what it knew last, and asks again.
    const timer = setInterval(() => ask().catch(() => {}), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const n = now.value;
  return (
    <p class="joined">
      {n === 0 ? words.none : (
        <>
          <b>{n}</b>
          {n === 1 ? words.one : words.more}
        </>
      )}
    </p>
  );
}
