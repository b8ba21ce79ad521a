/**
 * Classrooms on a port that is free. Whoever connects to `/CODE/ID` is that person: tokens are not
 * what these tests are about.
 *
 * @module
 */

import { connect, webSocket } from "../../lib/connect.ts";
import { systemClock } from "../../lib/clock.ts";
import { readConfig } from "../../server/config.ts";
import { Gate } from "../../server/gate.ts";
import type { Person } from "../../server/person.ts";
import { isRefusal } from "../../server/refusal.ts";
import { stop } from "../../server/stop.ts";
import { turnAway, upgrade } from "../../server/upgrade.ts";
import { createClassroom } from "./classroom.ts";
import { Client } from "./client.ts";
import { joinMux } from "./mux_client.ts";

/** A classroom that is served, with a teacher and two students. */
export type ServedClass = ReturnType<typeof createServed>;

function createServed(code: string, address: string) {
  const parts = createClassroom({ code });
  const people = new Map<string, Person>();
  const admit: typeof parts.admit = (name, role) => {
    const person = parts.admit(name, role);
    people.set(person.id, person);
    return person;
  };
  const path = ({ id }: Person) => `${address}/${code}/${id}`;
  return {
    ...parts,
    people,
    admit,
    teacher: admit("Ms Lee", "teacher"),
    ana: admit("Ana"),
    ben: admit("Ben"),
    /** A client of the plain wire. What it is told first is read already. */
    plain: async (person: Person) => {
      const client = await Client.connect(path(person));
      await client.until(({ channel }) => channel === "room");
      return client;
    },
    /** A raw client of `mux.v1`. */
    mux: (person: Person, hello: Parameters<typeof joinMux>[1] = {}) =>
      joinMux(path(person), hello),
    /** Our own client. */
    connect: (person: Person) =>
      connect({
        socket: webSocket(`ws://${path(person)}/ws`),
        clock: systemClock,
        random: Math.random,
        read: { chat: "oldest" },
      }),
  };
}

/** Serves two classrooms. Most tests use the first one alone. */
export function serveClasses() {
  const config = readConfig(() => undefined);
  const site = { config, gate: new Gate(config.limits) };
  const classes = new Map<string, ServedClass>();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const [, code = "", id = ""] = new URL(request.url).pathname.split("/");
    const { classroom, people } = classes.get(code)!;
    const pass = classroom.pass(people.get(id)!);
    return isRefusal(pass)
      ? turnAway(request, site, pass.code, pass.message)
      : upgrade(request, site, classroom.room, pass);
  });
  const address = `127.0.0.1:${server.addr.port}`;
  const [one, other] = [createServed("ABC234", address), createServed("XYZ789", address)];
  for (const served of [one, other]) classes.set(served.classroom.code, served);
  return {
    address,
    classes: [one, other] as const,
    [Symbol.asyncDispose]: () =>
      stop(server, [...classes.values()].map(({ classroom }) => classroom.room)),
  };
}
