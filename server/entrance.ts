/**
 * Who stands at a classroom's door: what a code and a token make of a request.
 *
 * @module
 */

import { networkOf } from "./address.ts";
import type { Excess } from "./allowance.ts";
import type { Classroom } from "./classroom.ts";
import { tokenOf } from "./credentials.ts";
import type { Gate } from "./gate.ts";
import type { Identity, Signed } from "./identity.ts";
import type { Pass, Person, Role } from "./person.ts";
import { isRefusal, type Refusal, type Rejection } from "./refusal.ts";
import type { Rooms } from "./rooms.ts";
import { visitOf } from "./visit.ts";

/** What the answer depends on. */
export interface Door {
  readonly rooms: Rooms;
  readonly identity: Identity;
  readonly gate: Gate;
}

/** Who asks for the classroom with a code. */
export type Guest =
  /** Somebody whose address tried too many codes (W6). */
  | { readonly is: "held"; readonly refusal: Refusal }
  /** There is no such classroom. `was`: there was, and this is what they were in it. */
  | { readonly is: "lost"; readonly was: Role | undefined }
  /** Nobody yet: no token, or none that is good here. */
  | { readonly is: "new"; readonly classroom: Classroom }
  /** Somebody who may not be here any more, whatever they call themselves. */
  | { readonly is: "rejected"; readonly classroom: Classroom; readonly rejection: Rejection }
  | { readonly is: "member"; readonly classroom: Classroom; readonly pass: Pass };

/** Tells who asks. */
export async function guestOf(request: Request, code: string, door: Door): Promise<Guest> {
  const token = tokenOf(request.headers);
  const verified = token ? await door.identity.verify(token, code) : undefined;
  if (!verified) return strangerOf(request, code, door);
  // After the wait, since the room may have ended in it.
  const classroom = door.rooms.find(code);
  if (!classroom) return { is: "lost", was: verified.person.role };
  const pass = classroom.pass(verified.person, verified.until);
  if (!isRefusal(pass)) return { is: "member", classroom, pass };
  const mayJoin = pass.rule === "M2" || pass.rule === "M16";
  return mayJoin ? { is: "new", classroom } : { is: "rejected", classroom, rejection: pass };
}

/** Tells what somebody without a token finds. */
export function strangerOf(
  request: Request,
  code: string,
  { rooms, gate }: Door,
): Extract<Guest, { is: "held" | "lost" | "new" }> {
  const ip = networkOf(visitOf(request).source.address);
  const excess = gate.mayGuess(ip);
  if (excess) return { is: "held", refusal: overLimit("too many wrong codes were tried", excess) };
  const classroom = rooms.find(code);
  if (classroom) return { is: "new", classroom };
  gate.guessedWrong(ip);
  return { is: "lost", was: undefined };
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
  { identity, rooms }: Door,
): Promise<Admission | Refusal> {
  const person = classroom.admit(name, "student", identity.until);
  if (isRefusal(person)) return person;
  return await rooms.kept(classroom) ?? await admissionOf(person, identity);
}

/** Makes a classroom, or says why not. */
export async function createRoom(
  request: Request,
  teacherName: string,
  { rooms, identity, gate }: Door,
): Promise<Opening | Refusal> {
  const excess = gate.makeRoom(networkOf(visitOf(request).source.address));
  if (excess) return overLimit("too many rooms were made", excess);
  const created = rooms.create(teacherName);
  if (isRefusal(created)) return created;
  const { classroom, teacher, teacherKey } = created;
  const refusal = await rooms.kept(classroom);
  if (refusal) return refusal;
  return { ...await admissionOf(teacher, identity), teacherKey };
}

function overLimit(what: string, { retryAfter }: Excess): Refusal {
  return { rule: "W6", message: `${what} from your network, try again later`, retryAfter };
}

async function admissionOf(person: Person, identity: Identity): Promise<Admission> {
  return { ...await identity.sign(person), person, socket: `/r/${person.room}/ws` };
}
