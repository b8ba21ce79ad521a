/**
 * Who somebody is in a classroom, as a signed token says it.
 *
 * @module
 */

/** What somebody may do: a teacher leads the room, a student takes part. */
export type Role = "teacher" | "student";

/** See the module's description. */
export interface Person {
  /** The sender on the wire: short, safe, unique in the room. */
  readonly id: string;
  /** What others read beside it. */
  readonly name: string;
  readonly role: Role;
  /** The code of the room that it is good for. */
  readonly room: string;
}
