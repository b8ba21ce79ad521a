import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { encodeRun, PIECE_BYTES } from "../../lib/bulk.ts";
import { MAX_WHOLE_BYTES } from "../../lib/bytes_messages.ts";
import { encodeFile } from "../../lib/file.ts";
import { main } from "../../tools/mux.ts";
import { Client } from "../support/client.ts";
import { frame } from "../support/frames.ts";
import { joinMux } from "../support/mux_client.ts";
import { needs } from "../support/needs.ts";
import { serveWire } from "../support/server.ts";
import { writeLesson } from "../../components/lab/lesson.ts";
import { smallLesson } from "../components/lab/logs.ts";

const TOOL = needs("net", "env", "read", "write");

/** Somebody at a terminal: a test types, and waits for what is shown. */
class Person implements AsyncDisposable {
  readonly #controller = new AbortController();
  readonly #typed = new TransformStream<string, string>();
  readonly #writer = this.#typed.writable.getWriter();
  #stirred = Promise.withResolvers<void>();
  readonly printed: string[] = [];
  readonly noted: string[] = [];
  readonly code: Promise<number>;

  constructor(...args: string[]) {
    this.code = main(args, {
      lines: this.#typed.readable,
      print: (line) => this.#show(this.printed, line),
      note: (line) => this.#show(this.noted, line),
      signal: this.#controller.signal,
    });
  }

  async type(line: string): Promise<void> {
    await this.#writer.write(line);
  }

  async end(): Promise<number> {
    await this.#writer.close();
    return await this.code;
  }

  /** Waits for a line that is noted or printed. */
  async sees(words: string): Promise<string> {
    for (;;) {
      const line = [...this.noted, ...this.printed].find((line) => line.includes(words));
      if (line !== undefined) return line;
      await this.#stirred.promise;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#controller.abort();
    await this.code;
    // What the socket still has to say is said in the next turn.
    await new Promise((turn) => setTimeout(turn));
  }

  #show(lines: string[], line: string): void {
    lines.push(line);
    this.#stirred.resolve();
    this.#stirred = Promise.withResolvers();
  }
}

Deno.test("mux: what is typed is said, and what others say is shown", TOOL, async () => {
  await using server = await serveWire();
  const url = `ws://${server.address}`;
  await using heron = new Person(url);
  await heron.sees("You are ");
  await using otter = new Person(url);
  const name = (await otter.sees("You are ")).slice("You are ".length);
  await otter.type("hello");
  assertEquals(await heron.sees("hello"), `${name}: hello`);
  // Typed to its end it waits for the server, and is done.
  assertEquals(await otter.end(), 0);
});

Deno.test("mux: what others say moves no cursor", TOOL, async () => {
  await using server = await serveWire();
  await using otter = new Person(`ws://${server.address}`);
  await otter.sees("You are ");
  using client = await Client.connect(server.address);
  client.send(frame({ data: "a\x1b[2J\nb\u202ec" }));
  assertMatch(await otter.sees("[2J"), /^\w+: a \[2J b c$/);
});

Deno.test("mux: a file arrives as it was, and overwrites nothing", TOOL, async () => {
  await using server = await serveWire();
  const url = `ws://${server.address}`;
  const folder = await Deno.makeTempDir();
  try {
    const bytes = Uint8Array.from({ length: 100_001 }, (_, n) => n % 251);
    await Deno.writeFile(`${folder}/a.bin`, bytes);
    await using heron = new Person(url, "--receive", folder);
    await heron.sees("You are ");
    for (let n = 0; n < 2; n++) {
      await using otter = new Person(url, "--send", `${folder}/a.bin`);
      assertEquals(await otter.code, 0);
      assertMatch(otter.noted.at(-1)!, /^Sent a.bin: 100001 bytes in [\d.]+ s, [\d.]+ MB\/s$/);
    }
    await heron.sees("Received a-3.bin: 100001 bytes");
    for (const name of ["a.bin", "a-2.bin", "a-3.bin"]) {
      assertEquals(await Deno.readFile(`${folder}/${name}`), bytes);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("mux: H6: who neither keeps nor prints files asks for none", TOOL, async () => {
  const hellos: { read: Record<string, unknown> }[] = [];
  await using server = Deno.serve({ port: 0, onListen() {} }, (request) => {
    const { socket, response } = Deno.upgradeWebSocket(request, { protocol: "mux.v1" });
    socket.onmessage = ({ data }) => {
      hellos.push(JSON.parse(data));
      socket.close(4400, "seen");
    };
    return response;
  });
  const url = `ws://127.0.0.1:${server.addr.port}`;
  for (const options of [[], ["--json"], ["--receive", "."]]) {
    await using person = new Person(url, ...options);
    await person.code;
  }
  assertEquals(hellos.map(({ read }) => read["file"]), ["none", undefined, undefined]);
});

Deno.test("mux: a file of the plain wire arrives, and its name is no path", TOOL, async () => {
  await using server = await serveWire();
  const folder = await Deno.makeTempDir();
  try {
    await using heron = new Person(`ws://${server.address}`, "--receive", folder);
    await heron.sees("You are ");
    using client = await Client.connect(server.address);
    const file = encodeFile({ name: "x", type: "text/plain", bytes: new Uint8Array([104, 105]) });
    const data = file.replace("name=x", "name=..%2F..%2F.evil");
    client.send(frame({ channel: "file", data: "not a file", messageId: "1" }));
    client.send(frame({ channel: "file", data, messageId: "2" }));
    assertMatch(await heron.sees("Received"), /^Received evil: 2 bytes from \w+$/);
    assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), ["evil"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("mux: a file larger than what is ever held arrives as it was", TOOL, async () => {
  await using server = await serveWire();
  const folder = await Deno.makeTempDir();
  try {
    const bytes = new Uint8Array(MAX_WHOLE_BYTES + 1_000_000).map((_, n) => n % 253);
    await Deno.mkdir(`${folder}/in`);
    await Deno.writeFile(`${folder}/a.bin`, bytes);
    await using heron = new Person(`ws://${server.address}`, "--receive", `${folder}/in`);
    await heron.sees("You are ");
    await using otter = new Person(`ws://${server.address}`, "--send", `${folder}/a.bin`);
    assertEquals(await otter.code, 0);
    await heron.sees(`Received a.bin: ${bytes.length} bytes`);
    assertEquals(namesIn(`${folder}/in`), ["a.bin"]);
    const there = await Deno.readFile(`${folder}/in/a.bin`);
    assertEquals(there.length, bytes.length);
    assertEquals(there.findIndex((byte, n) => byte !== bytes[n]), -1);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("mux: a file that does not come whole leaves nothing behind", TOOL, async () => {
  await using server = await serveWire();
  const folder = await Deno.makeTempDir();
  try {
    const heron = new Person(`ws://${server.address}`, "--receive", folder);
    {
      await using _ = heron;
      await heron.sees("You are ");
      using otter = await joinMux(server.address);
      const begin = (name: string, number: number, total: number) => {
        const data = encodeFile({ name, type: "text/plain", bytes: new Uint8Array() });
        const head = { channel: "file", messageId: name, sequence: 0, total, data, number };
        otter.client.send(JSON.stringify(head));
      };
      begin("x", 0, 3);
      const payload = new Uint8Array(PIECE_BYTES);
      otter.client.send(encodeRun({ channel: 2, message: 0, sequence: 1, offset: 0, payload }));
      begin("y", 1, 1);
      await heron.sees("Received y: 0 bytes");
      assertEquals(namesIn(folder).sort(), ["x.part", "y"]);
    }
    assertEquals(heron.noted.at(-1), "Gave up x: it did not come whole");
    assertEquals(namesIn(folder), ["y"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name);
}

Deno.test("mux: --json prints every frame as a line of JSON", TOOL, async () => {
  await using server = await serveWire();
  await using otter = new Person(`ws://${server.address}`, "--json");
  await otter.sees("You are ");
  await otter.type('say "hi"');
  const seen = JSON.parse(await otter.sees("say"));
  assertEquals([seen.channel, seen.data, seen.total], ["chat", 'say "hi"', 1]);
});

Deno.test(
  "M21, H5: mux: what is said on channels of the people's own is shown, and its files received",
  TOOL,
  async () => {
    await using server = await serveWire();
    const url = `ws://${server.address}`;
    const folder = await Deno.makeTempDir();
    const look = { shape: "diamond", colour: "teal" };
    try {
      using otter = await joinMux(server.address);
      // One that is there, and one that comes while they listen.
      otter.control({ type: "declare", name: "mood", letter: "M", ...look });
      await otter.until("terms");
      await using heron = new Person(url, "--receive", folder);
      await using json = new Person(url, "--json");
      for (const person of [heron, json]) await person.sees("You are ");
      otter.control({ type: "declare", name: "map", letter: "A", class: "bulk", ...look });
      const number: number = (await otter.until("terms")).number as number;
      const bytes = new Uint8Array([1, 2, 3]);
      const head = encodeFile({ name: "a.bin", type: "text/plain", bytes: new Uint8Array() });
      const said = [
        frame({ channel: "mood", data: "fi", total: 2 }),
        frame({ channel: "mood", data: "ne", total: 2, sequence: 1 }),
        { ...frame({ channel: "map", data: head, total: 2 }), number: 0 },
      ];
      otter.client.send(JSON.stringify(said));
      otter.client.send(
        encodeRun({ channel: number, message: 0, sequence: 1, offset: 0, payload: bytes }),
      );
      const { from } = otter.welcome;
      await heron.sees(`Received a.bin: 3 bytes from ${from}`);
      assertEquals(await heron.sees("on mood"), `${from} on mood: fine`);
      assertEquals(await heron.sees("on map"), `${from} on map: the file a.bin`);
      assertEquals(Deno.readFileSync(`${folder}/a.bin`), bytes);
      assertEquals(JSON.parse(await json.sees('"ne"')).channel, "mood");
      assertEquals(JSON.parse(await json.sees('"bytes":"AQID"')).channel, "map");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
);

Deno.test("mux: what goes wrong is one line and an exit code", TOOL, async () => {
  await using server = await serveWire();
  const url = `ws://${server.address}`;
  for (
    const [code, words, ...args] of [
      [2, "Usage: deno task mux"],
      [2, '"hello" is no address', "hello"],
      [2, "Unknown option '--loud'", url, "--loud"],
      [1, "Cannot join ws://127.0.0.1:1: nobody is there", "ws://127.0.0.1:1"],
      [1, "No such file", url, "--send", "/no/such/file"],
    ] as const
  ) {
    await using person = new Person(...args);
    assertEquals(await person.code, code);
    assertStringIncludes(person.noted.at(-1)!, words);
  }
});

Deno.test("mux: a lesson that was saved is played, to the same hash", TOOL, async () => {
  const path = await Deno.makeTempFile({ suffix: ".ndjson" });
  const text = writeLesson({ frames: smallLesson() });
  await Deno.writeTextFile(path, text);
  const hash: string = JSON.parse(text.split("\n")[0]!).hash;
  await using told = new Person("--replay", path);
  assertEquals(await told.code, 0);
  assertEquals(told.printed[1], "frame 2: chat 1 of 5 from s2, between file 1 and presence 1");
  assertEquals(told.printed.at(-1), `state ${hash}`);
  await using json = new Person("--replay", path, "--json");
  assertEquals(await json.code, 0);
  assertEquals(JSON.parse(json.printed[1]!).frame.data, "hell");
  assertEquals(JSON.parse(json.printed.at(-1)!), { hash });
});

Deno.test("mux: a file that is no lesson is said, with its line and rule", TOOL, async () => {
  const path = await Deno.makeTempFile({ suffix: ".ndjson" });
  await Deno.writeTextFile(path, writeLesson({ frames: smallLesson() }).replace("hell", "jell"));
  await using damaged = new Person("--replay", path);
  assertEquals(await damaged.code, 1);
  assertStringIncludes(damaged.noted[0]!, `${path}:1: LF10: `);
  await using none = new Person("--replay", `${path}-none`);
  assertEquals(await none.code, 1);
  await using both = new Person("ws://localhost:1", "--replay", path);
  assertEquals(await both.code, 2);
});
