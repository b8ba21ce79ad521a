import type { Session } from "./session.ts";
import { sender } from "./words.ts";

/** Who is here: what the channel `presence` was for. */
export function People({ session }: { session: Session }) {
  const people = session.people.value;
  return (
    <section class="card people" aria-labelledby="people-title">
      <h2 id="people-title">People</h2>
      <ul>
        {people.map(({ from, state }) => (
          <li key={from} data-state={state}>
            <span>{sender(from, session.me.value)}</span> <small>{state}</small>
          </li>
        ))}
        {people.length === 0 && <li class="empty">Nobody yet.</li>}
      </ul>
      <p>
        <a href="/" target="_blank">Open a second window</a> and talk to yourself.
      </p>
    </section>
  );
}
