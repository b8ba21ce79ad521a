import { assert, assertEquals, assertLess, assertStringIncludes } from "@std/assert";
import { Client } from "../support/client.ts";
import { frame } from "../support/frames.ts";
import { joinMux } from "../support/mux_client.ts";
import { needs } from "../support/needs.ts";
import { startProcess } from "../support/started.ts";

const PROCESS = needs("net", "env", "read", "write", "run", "sys");

/** What a stop may take: Deno Deploy kills after that. */
const DEPLOY_MS = 5_000;

const eventsOf = (log: string) => log.trim().split("\n").map((line) => JSON.parse(line));

/** Fills what the kernel and the server hold for a reader that reads no more. */
async function stall(port: number): Promise<Client> {
  const stalled = await Client.connect(`127.0.0.1:${port}/ws`);
  stalled.raw.pause();
  using writer = await Client.connect(`127.0.0.1:${port}/ws`);
  const data = "x".repeat(16_384);
  for (let n = 0; n < 400; n++) {
    writer.send(frame({ channel: "file", messageId: `${n}`, data }));
    await writer.next();
  }
  return stalled;
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test(
    `X1: on ${signal} all are told when to come back, and the process ends, stalled reader or not`,
    PROCESS,
    async () => {
      await using server = await startProcess();
      using stalled = await stall(server.port);
      using plain = await Client.connect(`127.0.0.1:${server.port}/ws`);
      using mux = await joinMux(`127.0.0.1:${server.port}`);
      const began = performance.now();
      server.kill(signal);
      const goodbye = { code: 1001, reason: "Server is stopping, come back in 2 s" };
      assertEquals(await plain.closed, goodbye);
      assertEquals(await mux.client.closed, goodbye);
      assertEquals((await server.status).code, 0);
      assertLess(performance.now() - began, DEPLOY_MS);
      const stop = eventsOf(await server.log).at(-1);
      assertEquals([stop.event, stop.late], ["stop", false]);
      assert(stalled.seen.length < 400, "The reader was to stall");
    },
  );
}

Deno.test(
  "run: by TLS it speaks https and wss, and says that browsers stay with it",
  PROCESS,
  async () => {
    const file = (name: string) => new URL(`../support/tls/${name}`, import.meta.url).pathname;
    await using server = await startProcess({
      TLS_CERT: file("cert.pem"),
      TLS_KEY: file("key.pem"),
    });
    const caCerts = [await Deno.readTextFile(file("cert.pem"))];
    using client = Deno.createHttpClient({ caCerts });
    const response = await fetch(`https://localhost:${server.port}/`, { client } as RequestInit);
    assertStringIncludes(await response.text(), "<title>");
    assertEquals(response.headers.get("strict-transport-security"), "max-age=31536000");
    using tls = await Deno.connectTls({ hostname: "localhost", port: server.port, caCerts });
    const lines = [
      "GET /ws HTTP/1.1",
      `host: localhost:${server.port}`,
      `origin: https://localhost:${server.port}`,
      "upgrade: websocket",
      "connection: upgrade",
      "sec-websocket-version: 13",
      "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==",
      "",
      "",
    ];
    await tls.write(new TextEncoder().encode(lines.join("\r\n")));
    const answer = new Uint8Array(512);
    const length = await tls.read(answer);
    assertStringIncludes(
      new TextDecoder().decode(answer.subarray(0, length!)),
      "HTTP/1.1 101 Switching Protocols",
    );
  },
);

Deno.test("run: TLS that cannot be used is one line", PROCESS, async () => {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", new URL("../support/process.ts", import.meta.url).pathname],
    env: { PORT: "0", TLS_CERT: "/nowhere.pem", TLS_KEY: "/nowhere.pem" },
  }).output();
  const text = new TextDecoder().decode(stderr).trim();
  assertEquals([code, text.includes("\n")], [1, false], text);
  assertStringIncludes(text, "Cannot read TLS_CERT and TLS_KEY: there is no such file");
});

Deno.test(
  "run: sockets that never finish their request keep nobody else out",
  PROCESS,
  async () => {
    await using server = await startProcess();
    const half = new TextEncoder().encode("GET /ws HTTP/1.1\r\nhost: localhost\r\nx: ");
    const sockets = await Promise.all(Array.from({ length: 300 }, async () => {
      const socket = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
      await socket.write(half);
      return socket;
    }));
    using client = await Client.connect(`127.0.0.1:${server.port}/ws`);
    client.send(frame({ data: "still here" }));
    assertEquals((await client.next()).data, "still here");
    server.kill("SIGTERM");
    assertEquals((await server.status).code, 0);
    for (const socket of sockets) socket.close();
  },
);

Deno.test(
  "run: a data folder that cannot be used is one line",
  PROCESS,
  async () => {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "-A", new URL("../support/process.ts", import.meta.url).pathname],
      env: { PORT: "0", MUX_DATA: "/proc/nothing" },
    }).output();
    const text = new TextDecoder().decode(stderr).trim();
    assertEquals([code, text.includes("\n")], [1, false], text);
    assertStringIncludes(text, "Cannot use MUX_DATA, /proc/nothing/rooms.db: ");
  },
);

Deno.test("R1: after a stop in order and a start, a client is who it was", PROCESS, async () => {
  const folder = await Deno.makeTempDir({ prefix: "mux-test-" });
  const say = { channel: "chat", messageId: "chat-1", sequence: 0, total: 1, data: "kept" };
  const { welcome } = await (async () => {
    await using server = await startProcess({ MUX_DATA: folder });
    using client = await joinMux(`127.0.0.1:${server.port}`);
    client.client.send(JSON.stringify(say));
    await client.until("ack");
    server.kill("SIGTERM");
    assertEquals((await server.status).code, 0);
    return client;
  })();
  const { session, epoch, from } = welcome;
  await using server = await startProcess({ MUX_DATA: folder });
  using again = await joinMux(`127.0.0.1:${server.port}`, { session, epoch, read: { chat: 0 } });
  assertEquals([again.welcome.resumed, again.welcome.from], [true, from]);
  assertEquals(again.welcome.channels["chat"]!.accepted, 1);
  await again.until("time");
  assertEquals((await again.client.next()).data, "kept");
  server.kill("SIGKILL");
  await server.status;
  await Deno.remove(folder, { recursive: true });
});
