import { spaced } from "./CodeForm.tsx";

/** Somebody's place in a classroom, as the page knows it. */
export interface RoomSeat {
  readonly code: string;
  /** Their sender on the wire. */
  readonly id: string;
  readonly name: string;
  readonly role: "teacher" | "student";
}

/** Which classroom this is, and the way out of it. */
export function RoomBar({ seat: { code, name, role } }: { seat: RoomSeat }) {
  return (
    <nav class="room-bar" aria-label="Classroom">
      <p>
        Classroom <b class="code">{spaced(code)}</b>
      </p>
      {role === "teacher" && <a href={`/r/${code}/board`}>Code and links</a>}
      <form method="post" action={`/r/${code}/leave`}>
        <span>
          {role === "teacher" ? "Teacher: " : "You: "}
          <b>{name}</b>
        </span>
        <button type="submit">Leave</button>
      </form>
    </nav>
  );
}
