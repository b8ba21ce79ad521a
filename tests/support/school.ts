/**
 * The whole app with a classroom in it, as somebody out on the internet meets it: over HTTP, with
 * tokens, on a real socket.
 *
 * @module
 */

import { assertRejects } from "@std/assert";
import type { Person } from "../../server/person.ts";
import { type AppOptions, type Running, startApp } from "./app.ts";
import { Client, type Offer } from "./client.ts";
import type { Seen } from "./mux_client.ts";
import { needs } from "./needs.ts";
import { postJson } from "./visitor.ts";

/** What tests with the whole app need. */
export const APP = needs("net", "env", "read", "write", "run", "sys");

/** Somebody, and what proves it. */
export interface Member {
  readonly token: string;
  readonly person: Person;
}

/** See the module's description. */
export class School implements AsyncDisposable {
  readonly app: Running;

  private constructor(app: Running) {
    this.app = app;
  }

  static async open(options: AppOptions = {}): Promise<School> {
    return new School(await startApp(options));
  }

  /** Like "127.0.0.1:1234". */
  get address(): string {
    return `127.0.0.1:${this.app.port}`;
  }

  /** A new classroom, with its teacher and whoever is named. */
  async openRoom(...names: string[]) {
    const { json } = await postJson(this.app, "/api/rooms", { name: "Ms Lee" });
    const code: string = json.code;
    const students = [];
    for (const name of names) students.push(await this.join(code, name));
    return { code, teacher: json as Member & { readonly teacherKey: string }, students };
  }

  /** A new person in a classroom. */
  async join(code: string, name: string): Promise<Member> {
    return (await postJson(this.app, `/api/rooms/${code}/join`, { name })).json;
  }

  /** A connection to a classroom on the plain wire. What it is told first is read already. */
  async plain(code: string, token: string): Promise<Client> {
    const client = await Client.connect(`${this.address}/r/${code}/ws`, bearer(token));
    await client.until(({ channel }) => channel === "room");
    return client;
  }

  /** A connection to the lobby on the plain wire. */
  plainLobby(): Promise<Client> {
    return Client.connect(`${this.address}/ws`);
  }

  /** A connection to a classroom on `mux.v1`. It has said hello, and read the welcome. */
  async mux(code: string, token: string, hello: Record<string, unknown> = {}): Promise<Client> {
    const offer = { ...bearer(token), protocols: ["mux.v1"] };
    const client = await Client.connect(`${this.address}/r/${code}/ws`, offer);
    client.send(JSON.stringify({ channel: "$", type: "hello", version: 1, ...hello }));
    await client.until((frame) => (frame as Seen)["type"] === "welcome");
    return client;
  }

  /** With which status an upgrade is refused. */
  async refusal(path: string, offer: Offer = {}): Promise<string> {
    const { message } = await assertRejects(
      () => Client.connect(`${this.address}${path}`, offer),
      Error,
    );
    return message.replace("Unexpected server response: ", "");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.app[Symbol.asyncDispose]();
  }
}

/** The headers that carry a token. */
export function bearer(token: string): Offer {
  return { headers: { authorization: `Bearer ${token}` } };
}

/** Sends bytes as they are, and tells all that came back until the server ended it. */
export async function sendRaw(port: number, text: string): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  await connection.write(new TextEncoder().encode(text));
  return await new Response(connection.readable).text().catch((error) => `cut: ${error.message}`);
}
