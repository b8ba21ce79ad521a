import "../loaded.ts";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Member } from "../classroom.ts";
import { called } from "../names.ts";
import type { Session } from "../session.ts";
import { classTexts } from "../texts/class.ts";
import { Sure } from "./Sure.tsx";

const words = classTexts.teaching.powers;

/** What {@linkcode MemberPowers} is given. */
export interface MemberPowersProps {
  readonly session: Session;
  readonly member: Member;
}

/** What a teacher can do to one person. */
export default function MemberPowers({ session, member: { id, isMuted } }: MemberPowersProps) {
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
          aria-label={words.newName(name)}
          value={draft}
          maxLength={32}
          onInput={(event) => draft.value = event.currentTarget.value}
          onKeyDown={(event) => event.key === "Escape" && (isRenaming.value = false)}
        />
        <button type="submit">{words.rename(name)}</button>
      </form>
    );
  }
  return (
    <span class="buttons">
      <button
        type="button"
        class="small"
        aria-label={isMuted ? words.unmute(name) : words.mute(name)}
        onClick={() => session.command({ channel: "$", type: "mute", who: id, on: !isMuted })}
      >
        {isMuted ? words.short.unmute : words.short.mute}
      </button>
      <button
        type="button"
        class="small"
        aria-label={words.rename(name)}
        onClick={() => {
          draft.value = name;
          isRenaming.value = true;
        }}
      >
        {words.short.rename}
      </button>
      <Sure
        label={words.remove(name)}
        short={words.short.remove}
        onSure={() => session.command({ channel: "$", type: "remove", who: id })}
      />
    </span>
  );
}
