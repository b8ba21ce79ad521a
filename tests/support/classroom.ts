/**
 * A classroom with nothing real below it.
 *
 * @module
 */

import { assert } from "@std/assert";
import { CLASSROOM_CHANNELS } from "../../lib/channels.ts";
import type { Answer, Command } from "../../lib/commands.ts";
import { latestOf } from "../../server/bulletin.ts";
import { Classroom, type ClassroomOptions } from "../../server/classroom.ts";
import type { Pass, Person, Role } from "../../server/person.ts";
import { isRefusal } from "../../server/refusal.ts";
import { Room } from "../../server/room.ts";

/** A classroom, and what it was made of and has told. */
export function createClassroom(options: Partial<ClassroomOptions> = {}) {
  const saved: string[] = [];
  const answers: Answer[] = [];
  let ends = 0;
  const classroom = new Classroom({
    code: "ABC234",
    room: new Room({ channels: CLASSROOM_CHANNELS, random: () => 0, now: () => 0 }),
    save: (json) => saved.push(json),
    onEnd: () => ends++,
    random: () => 0,
    ...options,
  });
  /** Somebody new, who must be let in. */
  const admit = (name: string, role: Role = "student"): Person => {
    const person = classroom.admit(name, role);
    assert(!isRefusal(person), JSON.stringify(person));
    return person;
  };
  const pass = (person: Person): Pass => {
    const pass = classroom.pass(person);
    assert(!isRefusal(pass), JSON.stringify(pass));
    return pass;
  };
  /** Says something as somebody. Returns the rule that it was refused with, if it was. */
  const command = (person: Person, words: Record<string, unknown>): string | undefined =>
    pass(person).command({ channel: "$", ...words } as Command, (answer) => answers.push(answer))
      ?.rule;
  /** What the server says now on one of its own channels, by subject. */
  const said = (channel: "people" | "room") =>
    Object.fromEntries(
      [...latestOf(classroom.room.channel(channel)!)].map(({ text, from }) => [
        from,
        JSON.parse(JSON.parse(text).data),
      ]),
    );
  return { classroom, saved, admit, pass, command, answers, said, ends: () => ends };
}
