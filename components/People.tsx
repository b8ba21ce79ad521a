import { personOf } from "../lib/commands.ts";
import { isTeacher } from "./Banner.tsx";
import { Later } from "./Later.tsx";
import { called, calledWithYou } from "./names.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts/page.ts";

const words = texts.people;

const loadPowers = () => import("./class/MemberPowers.tsx");

/** As people sort: "ana 2" stands beside "Ana", and "Ana 10" behind it. */
function byName(one: string, other: string): number {
  order ??= new Intl.Collator(undefined, { numeric: true });
  return order.compare(one, other);
}

/** Made when there are two to compare: a page that loads waits for the tables behind it. */
let order: Intl.Collator | undefined;

/** Who is here: what the channel `presence` was for. */
export function People({ session, isLobby }: { session: Session; isLobby: boolean }) {
  const nameOf = (from: string) => called(session, from);
  const people = session.people.value.toSorted((a, b) => byName(nameOf(a.from), nameOf(b.from)));
  const { members } = session.classroom.value;
  const leads = isTeacher(session) && !session.isOut;
  return (
    <section class="card people" aria-labelledby="people-title">
      <h2 id="people-title">{words.title}</h2>
      <ul>
        {people.map(({ from, state }) => {
          const member = members.get(personOf(from));
          return (
            <li key={from} data-state={state}>
              <span>{calledWithYou(session, from)}</span> <small>{words.state[state]}</small>
              {member?.role === "teacher" && <small>{words.teacher}</small>}
              {member?.isMuted && <small>{words.muted}</small>}
              {leads && member?.role === "student" && (
                <Later load={loadPowers} props={{ session, member }} />
              )}
            </li>
          );
        })}
        {people.length === 0 && <li class="empty">{words.nobody}</li>}
      </ul>
      {isLobby && (
        <p>
          <a href="/" target="_blank" rel="noopener">{texts.secondWindow}</a>
        </p>
      )}
    </section>
  );
}
