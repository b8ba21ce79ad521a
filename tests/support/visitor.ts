/**
 * A browser without a screen: it keeps cookies by their paths, follows nothing, and tells all.
 *
 * @module
 */

import type { Running } from "./app.ts";

/** What came back. */
export interface Answer {
  readonly status: number;
  /** Where it leads, without the origin. */
  readonly location: string | null;
  readonly headers: Headers;
  readonly body: string;
}

interface Cookie {
  readonly value: string;
  readonly path: string;
}

/** See the module's description. */
export class Visitor {
  readonly #app: Pick<Running, "origin">;
  readonly #cookies = new Map<string, Cookie>();

  constructor(app: Pick<Running, "origin">) {
    this.#app = app;
  }

  /** The cookies that go with a request to `path`, as one header. */
  cookies(path: string): string {
    const sent = [...this.#cookies].filter(([, cookie]) =>
      path === cookie.path || path.startsWith(`${cookie.path}/`)
    );
    return sent.map(([key, { value }]) => `${key.split(" ")[0]}=${value}`).join("; ");
  }

  get(path: string, headers: HeadersInit = {}): Promise<Answer> {
    return this.#ask(path, { headers });
  }

  /** Sends a form of this site. */
  post(path: string, fields: Record<string, string> = {}, headers = {}): Promise<Answer> {
    const site = { "sec-fetch-site": "same-origin", origin: this.#app.origin };
    return this.#ask(path, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { ...site, ...headers },
    });
  }

  async #ask(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    const cookies = this.cookies(path.split("?")[0]!);
    if (cookies) headers.set("cookie", cookies);
    const response = await fetch(this.#app.origin + path, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return {
      status: response.status,
      location: response.headers.get("location"),
      headers: response.headers,
      body: await response.text(),
    };
  }

  #keep(line: string): void {
    const [, name, value, path] = /^([^=]+)=([^;]*);.*Path=([^;]+)/i.exec(line)!;
    const key = `${name} ${path}`;
    if (value) this.#cookies.set(key, { value, path: path! });
    else this.#cookies.delete(key);
  }
}

/** Asks as a program does: JSON, no cookies, no origin. */
export async function postJson(app: Pick<Running, "origin">, path: string, body: object = {}) {
  const response = await fetch(app.origin + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  // deno-lint-ignore no-explicit-any -- a test looks into it
  return { status: response.status, headers: response.headers, json: await response.json() as any };
}
