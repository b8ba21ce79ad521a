/**
 * Who stands at a classroom's door: what a code and a token make of a request.
 *
 * @module
 */

import type { Classroom } from "./classroom.ts";
import { readCode } from "./codes.ts";
import { tokenOf } from "./credentials.ts";
import type { Identity, Signed } from "./identity.ts";
import type { Pass, Person } from "./person.ts";
import { isRefusal, type Refusal, type Rejection } from "./refusal.ts";
import type { Rooms } from "./rooms.ts";

/** What the answer depends on. */
export interface Door {
  readonly rooms: Rooms;
  readonly identity: Identity;
}

/** Who asks for the classroom with a code. */
export type Guest =
  /** There is no such classroom. `wasMember`: there was, and they belonged to it. */
  | { readonly is: "lost"; readonly wasMember: boolean }
  /** Nobody yet: no token, or none that is good here. */
  | { readonly is: "new"; readonly classroom: Classroom }
  /** Somebody who may not be here any more, whatever they call themselves. */
  | { readonly is: "rejected"; readonly classroom: Classroom; readonly rejection: Rejection }
  | { readonly is: "member"; readonly classroom: Classroom; readonly pass: Pass };

/** Tells who asks. */
export async function guestOf(headers: Headers, code: string, door: Door): Promise<Guest> {
  const token = tokenOf(headers);
  const verified = token ? await door.identity.verify(token, code) : undefined;
  // After the wait, since the room may have ended in it.
  const classroom = readCode(code) === code ? door.rooms.find(code) : undefined;
  if (!classroom) return { is: "lost", wasMember: verified !== undefined };
  if (!verified) return { is: "new", classroom };
  const pass = classroom.pass(verified.person, verified.until);
  if (!isRefusal(pass)) return { is: "member", classroom, pass };
  const mayJoin = pass.rule === "M2" || pass.rule === "M16";
  return mayJoin ? { is: "new", classroom } : { is: "rejected", classroom, rejection: pass };
}

/** What a program is told that comes in. */
export interface Admission extends Signed {
  readonly person: Person;
  /** Where its socket is. */
  readonly socket: string;
}

/** What the teacher of a new classroom is told. */
export interface Opening extends Admission {
  /** Opens `/teach/KEY`: whoever has it is the teacher. */
  readonly teacherKey: string;
}

/** Takes a student in, or says why not. */
export async function admit(
  classroom: Classroom,
  name: string,
  { identity }: Door,
): Promise<Admission | Refusal> {
  const person = classroom.admit(name, "student");
  return isRefusal(person) ? person : await admissionOf(person, identity);
}

/** Makes a classroom, or says why not. */
export async function createRoom(
  teacherName: string,
  { rooms, identity }: Door,
): Promise<Opening | Refusal> {
  const created = rooms.create(teacherName);
  if (isRefusal(created)) return created;
  const { teacher, teacherKey } = created;
  return { ...await admissionOf(teacher, identity), teacherKey };
}

async function admissionOf(person: Person, identity: Identity): Promise<Admission> {
  return { ...await identity.sign(person), person, socket: `/r/${person.room}/ws` };
}
