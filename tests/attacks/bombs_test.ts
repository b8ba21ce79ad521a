import { assert, assertEquals } from "@std/assert";
import { encodeRun } from "../../lib/bulk.ts";
import { MAX_BULK_TOTAL, MAX_TOTAL } from "../../lib/limits.ts";
import { type Frame, Reassembler } from "../../lib/protocol.ts";
import { Client } from "../support/client.ts";
import { frame, text } from "../support/frames.ts";
import { joinMux } from "../support/mux_client.ts";
import { APP, School, sendRaw } from "../support/school.ts";
import { serveWire, WIRE } from "../support/server.ts";

/** The rule that the next error names, on either wire. */
async function rule(client: Client): Promise<string> {
  for (;;) {
    const next = await client.next();
    if (next.channel !== "$") continue;
    const words = next as Frame & { readonly rule?: string };
    // Acks and grants have no data, and errors of mux.v1 neither.
    const found = words.rule ?? (words.data && JSON.parse(words.data).rule);
    if (found) return found;
  }
}

/** Words that mean something to JavaScript's objects. */
const MAGIC = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "toJSON"];

Deno.test("attack: a total costs nothing, however large, and what follows it is bounded", () => {
  const reassembler = new Reassembler({ now: () => 0 });
  for (let n = 0; n < 1_000; n++) {
    reassembler.push(frame({ messageId: `${n}`, total: MAX_TOTAL, data: "" }));
  }
  assert(reassembler.held < 4_096, `${reassembler.held}`);
  const whole = { messageId: "x", data: "x".repeat(16_384), total: MAX_TOTAL, from: "otter" };
  for (let sequence = 0; sequence < MAX_TOTAL; sequence++) {
    reassembler.push(frame({ ...whole, sequence }));
  }
  assert(reassembler.held < 2_000_000, `${reassembler.held}`);
});

Deno.test(
  "attack: a huge or senseless total is refused on both wires, and harms no reader",
  WIRE,
  async () => {
    await using server = await serveWire();
    using reader = await Client.connect(server.address);
    using mux = await joinMux(server.address);
    using plain = await Client.connect(server.address);
    for (const total of [4_097, 2 ** 31, 2 ** 53, 1e308, -1, 0, 1.5, "9", null]) {
      plain.send(text({ total }));
      assertEquals(await rule(plain), "F4", `${total}`);
      // Not ten in a row: that would be the end of it.
      plain.send(frame({ messageId: "good" }));
      mux.client.send(text({ total }));
      assertEquals(await rule(mux.client), "F4", `${total}`);
      mux.client.send(frame({ messageId: "good" }));
    }
    for (const total of [MAX_BULK_TOTAL + 1, 2 ** 40]) {
      mux.client.send(text({ channel: "file", number: 0, total }));
      assertEquals(await rule(mux.client), "B7", `${total}`);
    }
    // The largest that there may be, and a run at its very end: nothing is made as long as it claims.
    mux.client.send(text({ channel: "file", number: 0, total: MAX_BULK_TOTAL }));
    const payload = Uint8Array.of(1);
    const end = { channel: 2, message: 0, sequence: MAX_BULK_TOTAL - 1, offset: 0, payload };
    mux.client.send(encodeRun(end));
    plain.send(frame({ messageId: "still here" }));
    await reader.until(({ messageId }) => messageId === "still here");
  },
);

Deno.test(
  "attack: JSON that is deep or broken costs its sender one error, and nobody else anything",
  WIRE,
  async () => {
    await using server = await serveWire();
    using reader = await Client.connect(server.address);
    for (const protocols of [["mux.plain"], ["mux.v1"]]) {
      using client = protocols[0] === "mux.v1"
        ? (await joinMux(server.address)).client
        : await Client.connect(server.address, { protocols });
      for (
        const bomb of [
          "[".repeat(100_000),
          `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`,
          text().replace("{", `{"x":${"[".repeat(30_000)}${"]".repeat(30_000)},`),
          `"${"\\u0000".repeat(15_000)}"`,
          `{${'"a":1,'.repeat(15_000)}"a":1}`,
          "1e99999999",
          "9".repeat(100_000),
        ]
      ) {
        client.send(bomb);
        await rule(client);
        client.send(frame({ messageId: "good" }));
      }
    }
    using after = await Client.connect(server.address);
    after.send(frame({ messageId: "still here" }));
    await reader.until(({ messageId }) => messageId === "still here");
  },
);

Deno.test(
  "attack: words that JavaScript's objects know are words like any others (prototype pollution)",
  WIRE,
  async () => {
    await using server = await serveWire();
    using reader = await joinMux(server.address);
    using writer = await Client.connect(server.address);
    using mux = await joinMux(server.address);
    for (const word of MAGIC) {
      for (const client of [writer, mux.client]) {
        // As a messageId, as a field with a value of its own, and as a part of the data.
        client.send(
          text({ messageId: word, data: word }).replace(
            "{",
            `{${JSON.stringify(word)}:{"polluted":true,"from":"x","total":9},`,
          ),
        );
        const [seen] = (await reader.client.until(({ messageId }) => messageId === word)).slice(-1);
        assertEquals([seen!.data, seen!.total], [word, 1]);
        client.send(text({ channel: word }));
        assertEquals(await rule(client), "F2", word);
      }
      mux.control({ type: word, of: word, on: true });
      mux.control({ type: "ack", of: word, frames: 0 });
      mux.control({ type: "credit", of: word, bytes: 1, frames: 1 });
      using again = await joinMux(server.address, {
        session: word,
        epoch: word,
        read: JSON.parse(`{${JSON.stringify(word)}:0}`),
      });
      assertEquals(again.welcome.resumed, false);
    }
    for (const object of [{}, [], () => {}, frame()]) {
      for (const name of ["polluted", "messageId2"]) assertEquals(name in object, false);
    }
    assertEquals(Object.keys(Object.prototype), []);
  },
);

Deno.test("attack: who upgrades and then says nothing is not waited for", APP, async () => {
  await using school = await School.open({ env: { MUX_MAX_HELLO_MS: "100" } });
  using silent = await Client.connect(`${school.address}/ws`, { protocols: ["mux.v1"] });
  using chatty = await Client.connect(`${school.address}/ws`, { protocols: ["mux.v1"] });
  // A control frame that nobody knows is no hello (H1), and buys no time.
  chatty.send(JSON.stringify({ channel: "$", type: "unknown" }));
  assertEquals([(await silent.closed).code, (await chatty.closed).code], [4408, 4400]);
  assertEquals(school.app.room.size, 0);
});

Deno.test(
  "attack: a handshake that is incomplete, doubled or absurd ends with an answer, not with a room",
  APP,
  async () => {
    await using school = await School.open();
    const head = (lines: string[]) =>
      ["GET /ws HTTP/1.1", "host: 127.0.0.1", "connection: close, upgrade", ...lines, "", ""].join(
        "\r\n",
      );
    const key = "sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==";
    for (
      const lines of [
        ["upgrade: websocket"],
        ["upgrade: websocket", key],
        ["upgrade: websocket", "sec-websocket-version: 13"],
        ["upgrade: websocket", key, "sec-websocket-version: 8"],
        ["upgrade: h2c", key, "sec-websocket-version: 13"],
        ["upgrade: websocket, h2c", key, "sec-websocket-version: 13"],
        [`upgrade: ${"x".repeat(10_000)}`],
        ["upgrade: websocket", "sec-websocket-protocol: ,,,", key, "sec-websocket-version: 13"],
        Array.from({ length: 90 }, (_, n) => `x-${n}: ${"y".repeat(100)}`),
      ]
    ) {
      const answer = await sendRaw(school.app.port, head(lines));
      assert(/^HTTP\/1\.1 4\d\d /.test(answer), `${lines[0]}: ${answer.slice(0, 100)}`);
    }
    assertEquals(school.app.room.size, 0);
  },
);
