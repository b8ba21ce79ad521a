import { useRef } from "preact/hooks";
import type { Session } from "../session.ts";
import { texts } from "../texts/page.ts";
import { spaced } from "./spaced.ts";

const words = texts.room.bar;

/** Somebody's place in a classroom, as the server knew it when it made the page. */
export interface RoomSeat {
  readonly code: string;
  /** Their sender on the wire. */
  readonly id: string;
  readonly name: string;
  readonly role: "teacher" | "student";
}

/** What {@linkcode RoomBar} is given. */
export interface RoomBarProps {
  readonly seat: RoomSeat;
  readonly session: Session;
}

/** Which classroom this is, who one is in it, and the way out of it. */
export function RoomBar({ seat: { code, id, name, role }, session }: RoomBarProps) {
  // While names are hidden nobody is told any but a new one of their own.
  const called = useRef(name);
  called.current = session.classroom.value.members.get(id)?.name || called.current;
  return (
    <nav class="room-bar" aria-label={words.room}>
      <p>
        {words.room} <b class="code">{spaced(code)}</b>
      </p>
      {role === "teacher" && !session.isOut && (
        // Who opened it here would have left the room.
        <a href={`/r/${code}/board`} target="_blank" rel="noopener">
          {words.board} <small>{words.newTab}</small>
        </a>
      )}
      <form method="post" action={`/r/${code}/leave`}>
        <span>
          {role === "teacher" ? words.teacher : words.you} <b>{called.current}</b>
        </span>
        <button type="submit">{words.leave}</button>
      </form>
    </nav>
  );
}
