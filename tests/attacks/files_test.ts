import { assert, assertEquals, assertMatch } from "@std/assert";
import { encodeRun } from "../../lib/bulk.ts";
import { toBase64 } from "../../lib/file.ts";
import { main } from "../../tools/mux.ts";
import { Client } from "../support/client.ts";
import { frame, text } from "../support/frames.ts";
import { joinMux } from "../support/mux_client.ts";
import { needs } from "../support/needs.ts";
import { serveWire } from "../support/server.ts";

/** Names that lead out of a folder, onto a device, into a header, or onto somebody's screen. */
const NAMES = [
  "../evil",
  "../../../../etc/cron.d/evil",
  "..\\..\\evil",
  "/etc/passwd",
  "C:\\Windows\\System32\\evil.dll",
  "\\\\host\\share\\evil",
  "~/.ssh/authorized_keys",
  "..",
  ".",
  "",
  ".bashrc",
  "a\0b",
  "a\r\nset-cookie: stolen=1",
  "photo\u202egpj.exe",
  "a\u200b\u2066b.txt",
  "con",
  "AUX.txt",
  "nul.tar.gz",
  "com1",
  "evil.exe. . .",
  "a.txt:stream",
  "<img src=x onerror=alert(1)>.html",
  "*?.txt",
  "%2e%2e%2fevil",
  "--help",
  "\x1b[2J\x1b]0;owned\x07",
  "語".repeat(120),
  "👍".repeat(100),
  "x".repeat(10_000),
  "\ud800",
];

/** Receives files into a folder, as `deno task mux --receive` does. */
class Receiver implements AsyncDisposable {
  readonly #controller = new AbortController();
  readonly #code: Promise<number>;
  #stirred = Promise.withResolvers<void>();
  readonly notes: string[] = [];
  readonly folder: string;

  constructor(address: string, folder: string) {
    this.folder = folder;
    this.#code = main([`ws://${address}`, "--receive", folder], {
      lines: new ReadableStream<string>(),
      print: () => {},
      note: (line) => {
        this.notes.push(line);
        this.#stirred.resolve();
        this.#stirred = Promise.withResolvers();
      },
      signal: this.#controller.signal,
    });
  }

  async notesOf(isIt: (note: string) => boolean, count: number): Promise<string[]> {
    while (this.notes.filter(isIt).length < count) await this.#stirred.promise;
    return this.notes.filter(isIt);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#controller.abort();
    await this.#code;
    // What the socket still has to say is said in the next turn.
    await new Promise((turn) => setTimeout(turn));
  }
}

const bytes = new TextEncoder().encode("evil");
const head = (name: string) =>
  `data:text/plain;name=${encodeURIComponent(name.toWellFormed())};base64,`;

Deno.test({
  name: "attack: what somebody calls a file is never a path or a device, on either wire",
  ...needs("net", "env", "read", "write"),
  async fn() {
    await using server = serveWire();
    const parent = await Deno.makeTempDir();
    try {
      await Deno.mkdir(`${parent}/received`);
      await Deno.writeTextFile(`${parent}/evil`, "what was here before");
      await using receiver = new Receiver(server.address, `${parent}/received`);
      await receiver.notesOf((note) => note.startsWith("You are"), 1);
      using plain = await Client.connect(server.address);
      using mux = await joinMux(server.address);
      for (const [n, name] of NAMES.entries()) {
        const data = head(name) + toBase64(bytes);
        plain.send(frame({ channel: "file", messageId: `${n}`, data }));
        const first = {
          channel: "file",
          messageId: `m${n}`,
          number: n,
          total: 2,
          data: head(name),
        };
        mux.client.send(text(first));
        mux.client.send(
          encodeRun({ channel: 2, message: n, sequence: 1, offset: 0, payload: bytes }),
        );
      }
      const isFile = (note: string) => note.startsWith("Received ");
      const told = await receiver.notesOf(isFile, 2 * NAMES.length);
      // Nothing beside the folder, and in it exactly what was sent, under names that anybody can bear.
      const beside = Array.from(Deno.readDirSync(parent), ({ name }) => name);
      assertEquals(beside.sort(), ["evil", "received"]);
      assertEquals(await Deno.readTextFile(`${parent}/evil`), "what was here before");
      const files = [...Deno.readDirSync(receiver.folder)];
      assertEquals([files.length, files.every(({ isFile }) => isFile)], [2 * NAMES.length, true]);
      for (const { name } of files) {
        assert(!/[/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}]|^[.\s]|[.\s]$/u.test(name), JSON.stringify(name));
        assert(!/^(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)/i.test(name), name);
        assert(new TextEncoder().encode(name).length <= 255, name);
        assertEquals(await Deno.readTextFile(`${receiver.folder}/${name}`), "evil");
      }
      for (const note of told) {
        assertMatch(note, /^Received [^\p{Cc}\p{Cf}]+: 4 bytes from [\w-]+$/u);
      }
    } finally {
      await Deno.remove(parent, { recursive: true });
    }
  },
});
