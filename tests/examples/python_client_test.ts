import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Frame, split } from "../../lib/protocol.ts";
import { Client } from "../support/client.ts";
import { frame, framesOf } from "../support/frames.ts";
import { needs } from "../support/needs.ts";
import { APP, School } from "../support/school.ts";
import { serveWire } from "../support/server.ts";

const CLIENT = new URL("../../examples/python_client.py", import.meta.url).pathname;

/** Skipped by name where there is no python3. */
const PYTHON = { ignore: needs("net", "env", "read", "run").ignore || !hasPython() };

function hasPython(): boolean {
  try {
    return new Deno.Command("python3", { args: ["--version"] }).outputSync().success;
  } catch {
    return false;
  }
}

/** The client, and somebody who types. */
class Terminal implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #lines: ReadableStreamDefaultReader<string>;
  readonly #errors: Promise<string>;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  #rest = "";

  constructor(...args: string[]) {
    this.#child = new Deno.Command("python3", {
      args: [CLIENT, ...args],
      env: { PYTHONUTF8: "1" },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#input = this.#child.stdin.getWriter();
    this.#lines = this.#child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    this.#errors = new Response(this.#child.stderr).text();
  }

  async type(line: string): Promise<void> {
    await this.#input.write(new TextEncoder().encode(`${line}\n`));
  }

  /** The next line that it prints. */
  async reads(): Promise<string> {
    while (!this.#rest.includes("\n")) {
      const { value, done } = await this.#lines.read();
      assert(!done, `It ended. ${done && await this.#errors}`);
      this.#rest += value;
    }
    const end = this.#rest.indexOf("\n");
    const line = this.#rest.slice(0, end);
    this.#rest = this.#rest.slice(end + 1);
    return line;
  }

  /** How it ended, and what it said about that. */
  async ends(): Promise<{ code: number; errors: string }> {
    return { code: (await this.#child.status).code, errors: await this.#errors };
  }

  /** The end of what is typed. */
  async closeInput(): Promise<void> {
    await this.#input.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input.close().catch(() => {});
    await this.#lines.cancel();
    await this.ends();
  }
}

Deno.test("python: two that others wrote talk, and an emoji is whole", PYTHON, async () => {
  await using server = await serveWire();
  using witness = await Client.connect(server.address);
  await using otter = new Terminal(`ws://${server.address}`);
  // "onli" and "ne".
  const [{ from }] = await witness.take(2) as [Frame, Frame];
  await using heron = new Terminal(`ws://${server.address}`);
  await witness.take(2);
  await otter.type("hi 👍 there");
  assertEquals([await otter.reads(), await heron.reads()], Array(2).fill(`${from}: hi 👍 there`));
  const chat = await witness.until(({ channel, sequence, total }) =>
    channel === "chat" && sequence === total - 1
  );
  assertEquals(chat.slice(-3).map(({ data }) => data), ["hi 👍", " the", "re"]);
  await heron.type("");
  assertMatch(await otter.reads(), /^\w+: $/);
});

Deno.test(
  "python: frames in any order, of any length, once or twice, are one line",
  PYTHON,
  async () => {
    await using server = await serveWire();
    using writer = await Client.connect(server.address);
    await using otter = new Terminal(`ws://${server.address}`);
    await writer.until(({ channel }) => channel === "presence");
    // Lengths that WebSocket writes in 7, in 16 and in 64 bits; the last is escaped by JSON.
    const texts = ["ab", "x".repeat(300), "\u0001".repeat(30_000)];
    for (const [n, data] of texts.entries()) {
      const frames = split({ channel: "chat", messageId: `long-${n}`, data }, 16_384);
      for (const part of [...frames.toReversed(), ...frames]) {
        writer.send(part);
        writer.send(frame({ channel: "file", messageId: "between" }));
      }
    }
    // The same ids in between: sequence 1 of 2 comes before any 0.
    for (const messageId of ["a", "b"]) writer.send(framesOf(2, { messageId })[1]!);
    for (const messageId of ["a", "b"]) writer.send(framesOf(2, { messageId })[0]!);
    const lines = [];
    while (lines.length < 5) lines.push((await otter.reads()).replace(/^\w+: /, ""));
    assertEquals(lines, [texts[0], texts[1], " ".repeat(30_000), "01", "01"]);
  },
);

Deno.test("python: what others write moves no cursor", PYTHON, async () => {
  await using server = await serveWire();
  using writer = await Client.connect(server.address);
  await using otter = new Terminal(`ws://${server.address}`);
  await writer.until(({ channel }) => channel === "presence");
  writer.send(frame({ data: "a\x1b[2J\nb\u202ec\ud800d" }));
  assertMatch(await otter.reads(), /^\w+: a \[2J b c d$/);
});

Deno.test("python: all that was typed is said before it ends", PYTHON, async () => {
  await using server = await serveWire();
  using reader = await Client.connect(server.address);
  await using otter = new Terminal(`ws://${server.address}`);
  for (let n = 0; n < 100; n++) await otter.type(`line ${n}`);
  await otter.closeInput();
  for (let n = 0; n < 100; n++) assertMatch(await otter.reads(), new RegExp(`: line ${n}$`));
  assertEquals(await otter.ends(), { code: 0, errors: "" });
  await reader.until(({ data }) => data === "left");
});

Deno.test("python: N7, N8: with a code and a name it is in a classroom", {
  ignore: PYTHON.ignore || APP.ignore,
}, async () => {
  await using school = await School.open();
  const { code, teacher, students: [ben] } = await school.openRoom("Ben");
  const url = `ws://${school.address}`;
  await using ana = new Terminal(url, code, "Ana");
  using reader = await school.plain(code, ben!.token);
  using lead = await school.mux(code, teacher.token);
  await ana.type("hi");
  assertMatch(await ana.reads(), /^\w+: hi$/);
  const [said] = (await reader.until(({ channel }) => channel === "chat")).slice(-1);
  const people = school.app.state.rooms.find(code)!;
  assertEquals(people.size, 3);
  lead.send(JSON.stringify({ channel: "$", type: "remove", who: said!.from }));
  assertMatch((await ana.ends()).errors, /^Closed: 4403 the teacher has removed you\n$/);
  await using lost = new Terminal(url, "222222", "Ana");
  assertMatch((await lost.ends()).errors, /^Cannot join .*: HTTP Error 404: Not Found\n$/);
});

Deno.test("python: what goes wrong is said in words", PYTHON, async () => {
  const server = await serveWire();
  await using nobody = new Terminal("ws://127.0.0.1:1");
  assertMatch((await nobody.ends()).errors, /^Cannot join ws:\/\/127.0.0.1:1: .*refused\n$/);
  await using lost = new Terminal();
  assertMatch((await lost.ends()).errors, /python3 examples\/python_client.py ws:/);
  using reader = await Client.connect(server.address);
  await using otter = new Terminal(`ws://${server.address}`);
  await reader.next();
  await server[Symbol.asyncDispose]();
  const errors = "Closed: 1001 Server is stopping, come back in 2 s\n";
  assertEquals(await otter.ends(), { code: 1, errors });
});
