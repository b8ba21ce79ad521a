import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { personOf } from "../lib/commands.ts";
import { isTeacher } from "./Banner.tsx";
import type { Member } from "./classroom.ts";
import { called, calledWithYou } from "./names.ts";
import { Sure } from "./Powers.tsx";
import type { Session } from "./session.ts";
import { texts } from "./texts/page.ts";

const words = texts.people;
const { short } = texts.room;

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
                <MemberPowers session={session} member={member} />
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

/** What a teacher can do to one person. */
function MemberPowers({ session, member: { id, isMuted } }: { session: Session; member: Member }) {
  const name = called(session, id);
  const isRenaming = useSignal(false);
  const draft = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), [isRenaming.value]);
  const rename = (event: Event) => {
    event.preventDefault();
    isRenaming.value = false;
    if (draft.value.trim()) {
      session.command({ channel: "$", type: "rename", who: id, name: draft.value });
    }
  };
  if (isRenaming.value) {
    return (
      <form class="buttons" onSubmit={rename}>
        <input
          ref={field}
          aria-label={texts.room.newName(name)}
          value={draft}
          maxLength={32}
          onInput={(event) => draft.value = event.currentTarget.value}
          onKeyDown={(event) => event.key === "Escape" && (isRenaming.value = false)}
        />
        <button type="submit">{texts.room.rename(name)}</button>
      </form>
    );
  }
  return (
    <span class="buttons">
      <button
        type="button"
        class="small"
        aria-label={isMuted ? texts.room.unmute(name) : texts.room.mute(name)}
        onClick={() => session.command({ channel: "$", type: "mute", who: id, on: !isMuted })}
      >
        {isMuted ? short.unmute : short.mute}
      </button>
      <button
        type="button"
        class="small"
        aria-label={texts.room.rename(name)}
        onClick={() => {
          draft.value = name;
          isRenaming.value = true;
        }}
      >
        {short.rename}
      </button>
      <Sure
        label={texts.room.remove(name)}
        short={short.remove}
        onSure={() => session.command({ channel: "$", type: "remove", who: id })}
      />
    </span>
  );
}
