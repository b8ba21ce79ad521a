import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { DEFAULT_LIMITS, LIMIT_NAMES, limitOf, variableOf } from "../../server/limit_table.ts";
import { startApp } from "../support/app.ts";
import { Client } from "../support/client.ts";
import { frame } from "../support/frames.ts";
import { joinMux } from "../support/mux_client.ts";
import { needs } from "../support/needs.ts";

const APP = needs("net", "env", "read", "write", "run", "sys");

Deno.test(
  "/limits: a page for people, that shows every limit and where it is set",
  APP,
  async () => {
    await using app = await startApp({ env: { MUX_MAX_ROOMS: "7" } });
    const html = await (await fetch(`${app.origin}/limits`, { headers: { accept: "text/html" } }))
      .text();
    for (const name of LIMIT_NAMES) {
      assertStringIncludes(html, variableOf(name));
      assertStringIncludes(
        html,
        limitOf(name).about,
      );
    }
    assertMatch(html, /id="rooms"><td>7 rooms<\/td>/);
    assertStringIncludes(html, "16,384 code units");
  },
);

Deno.test("/limits: JSON for programs, and null for a rate that is lifted", APP, async () => {
  const read = async (env: Record<string, string>) => {
    await using app = await startApp({ env });
    const headers = { accept: "application/json" };
    return await (await fetch(`${app.origin}/limits`, { headers })).json();
  };
  const { here, wire } = await read({});
  const values = here.map(({ name, value }: { name: string; value: number }) => [name, value]);
  assertEquals(Object.fromEntries(values), DEFAULT_LIMITS);
  assertEquals(wire.find(({ rule }: { rule: string }) => rule === "F6").value, 16_384);
  const lifted = (await read({ MUX_LIMITS: "off" })).here[0];
  assertEquals([lifted.name, lifted.value], ["framesPerSecond", null]);
});

Deno.test(
  "/healthz: ready until a part is in trouble or the server stops, live for as long as it answers",
  APP,
  async () => {
    await using app = await startApp();
    const ask = async (path = "/healthz") => {
      const response = await fetch(`${app.origin}${path}`);
      return [response.status, await response.json()];
    };
    assertEquals(await ask(), [200, { live: true, ready: true, troubles: {} }]);
    app.state.health.watch("storage", () => "the disk is full");
    const troubles = { storage: "the disk is full" };
    assertEquals(await ask(), [503, { live: true, ready: false, troubles }]);
    assertEquals((await ask("/healthz?live"))[0], 200);
    app.state.health.stop();
    assertEquals((await ask())[1].troubles, { ...troubles, server: "stopping" });
    const upgrade = await fetch(`${app.origin}/ws`, {
      headers: { upgrade: "websocket", "sec-websocket-version": "13" },
    });
    await upgrade.body?.cancel();
    assertEquals([upgrade.status, upgrade.headers.get("retry-after")], [503, "2"]);
  },
);

Deno.test("/metrics: what happened, in Prometheus's format", APP, async () => {
  await using app = await startApp();
  const address = `127.0.0.1:${app.port}`;
  using one = await Client.connect(`${address}/ws`);
  using mux = await joinMux(address);
  one.send(frame({ data: "hello" }));
  await one.next();
  mux.client.send(frame({ channel: "file", data: "0123456789" }));
  await one.next();
  using bad = await Client.connect(`${address}/ws`);
  for (let n = 0; n < 10; n++) bad.send("bad");
  await bad.closed;
  const response = await fetch(`${app.origin}/metrics`);
  assertStringIncludes(response.headers.get("content-type")!, "text/plain; version=0.0.4");
  const text = await response.text();
  for (
    const line of [
      "mux_connections 2",
      "mux_connections_opened_total 3",
      'mux_connections_closed_total{code="4400"} 1',
      'mux_frames_total{channel="chat"} 1',
      'mux_payload_bytes_total{channel="file"} 10',
      "mux_rooms 0",
      'mux_queued_bytes{quantile="1"} 0',
    ]
  ) assert(text.split("\n").includes(line), `${line} is not in\n${text}`);
  for (const name of ["mux_event_loop_delay_seconds", "mux_lag_frames", "mux_rtt_seconds"]) {
    assertStringIncludes(text, `# TYPE ${name} gauge`);
  }
});

Deno.test("/metrics: only for this machine, or for who has the token", APP, async () => {
  const token = "0123456789abcdef";
  await using closed = await startApp();
  await using open = await startApp({ env: { MUX_METRICS_TOKEN: token } });
  const status = async (origin: string, headers: HeadersInit) => {
    const response = await fetch(`${origin}/metrics`, { headers });
    await response.body?.cancel();
    return response.status;
  };
  // A proxy on this machine asks for somebody else.
  const proxied = { "x-forwarded-for": "203.0.113.7" };
  assertEquals(await status(closed.origin, {}), 200);
  assertEquals(await status(closed.origin, proxied), 404);
  assertEquals(await status(open.origin, proxied), 404);
  assertEquals(await status(open.origin, { ...proxied, authorization: "Bearer wrong" }), 404);
  assertEquals(await status(open.origin, { ...proxied, authorization: `Bearer ${token}` }), 200);
  assertEquals(await status(closed.origin, { ...proxied, authorization: "Bearer undefined" }), 404);
});

Deno.test(
  "journal: what we close and what was over a limit is said, once in a while",
  APP,
  async () => {
    await using app = await startApp({ env: { MUX_MAX_CONNECTIONS_PER_ROOM: "2" } });
    const address = `127.0.0.1:${app.port}/ws`;
    using _one = await Client.connect(address);
    using bad = await Client.connect(address);
    for (let n = 0; n < 20; n++) {
      const response = await fetch(`http://${address}`, {
        headers: { upgrade: "websocket", "sec-websocket-version": "13" },
      });
      await response.body?.cancel();
    }
    for (let n = 0; n < 10; n++) bad.send(`no JSON: a secret of the class`);
    await bad.closed;
    const lines = app.lines.map((line) => JSON.parse(line));
    const limits = lines.filter(({ event }) => event === "limit");
    assertEquals(limits.length, 5);
    assertEquals([limits[0].limit, limits[0].from], ["connectionsPerRoom", "127.0.0.0/24"]);
    const [{ time: _, id, ...closed }] = lines.filter(({ event }) => event === "closed");
    assertEquals(closed, { event: "closed", code: 4400, cause: "badFrames", rule: "F1" });
    // The same id as in the line of the upgrade.
    assertEquals(lines.filter((line) => line.id === id).map(({ event }) => event), [
      "request",
      "closed",
    ]);
    assert(!app.lines.join().includes("secret"));
  },
);
