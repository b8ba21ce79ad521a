import { assert, assertEquals } from "@std/assert";
import { Client, type Offer } from "../support/client.ts";
import { frame } from "../support/frames.ts";
import { joinMux } from "../support/mux_client.ts";
import { needs } from "../support/needs.ts";
import { startProcess } from "../support/started.ts";

const PROCESS = needs("net", "env", "read", "write", "run", "sys");

const SECRET = "the key of this server, 32 or longer";
const METRICS = "a token for the metrics";

/** Goes wrong, as it has to: the server will want to say something about it. */
async function refused(address: string, offer: Offer): Promise<void> {
  using _client = await Client.connect(address, offer).catch(() => ({ [Symbol.dispose]() {} }));
}

Deno.test(
  "journal: after a busy run it holds no secret, token, key, code, name or text",
  PROCESS,
  async () => {
    await using server = await startProcess({ MUX_SECRET: SECRET, MUX_METRICS_TOKEN: METRICS });
    const host = `127.0.0.1:${server.port}`;
    const post = async (path: string, fields: Record<string, string>) => {
      const body = new URLSearchParams(fields);
      const response = await fetch(`http://${host}${path}`, { method: "POST", body });
      return await response.json();
    };
    const made = await post("/api/rooms", { name: "Teacher Tanja" });
    const joined = await post(`/api/rooms/${made.code}/join`, { name: "Pupil Paul" });
    await post("/api/rooms/2222ZZ/join", { name: "Guessing Gus" });
    const offer = (token: string): Offer => ({ headers: { authorization: `Bearer ${token}` } });
    const socket = `${host}/r/${made.code}/ws`;

    using teacher = await Client.connect(socket, offer(made.token));
    using pupil = await Client.connect(socket, offer(joined.token));
    pupil.send(frame({ messageId: "id-of-a-message", data: "what a pupil says" }));
    await teacher.until(({ data }) => data === "what a pupil says");
    teacher.send(frame({ channel: "$", data: JSON.stringify({ type: "pause", on: true }) }));
    await pupil.until(({ channel }) => channel === "room");
    for (let n = 0; n < 12; n++) pupil.send(`no frame: what a pupil says ${n}`);
    await pupil.closed;
    await refused(socket, offer(`${made.token}x`));
    await refused(socket, offer("stolen-token"));
    await refused(`${host}/ws`, { headers: { origin: "https://evil.example" } });
    for (
      const path of [`/teach/${made.teacherKey}`, `/r/${made.code}`, "/teach/wrong-key", "/metrics"]
    ) {
      const response = await fetch(`http://${host}${path}?q=in-a-query`, {
        headers: { authorization: `Bearer ${METRICS}`, cookie: `mux=${made.token}` },
      });
      await response.body?.cancel();
    }
    using mux = await joinMux(host);
    mux.control({ type: "what is this", of: "what a pupil says" });
    mux.client.send("[{]");
    await mux.until("error");
    server.kill("SIGTERM");
    await server.status;

    const log = await server.log;
    const lines = log.trim().split("\n").map((line) => JSON.parse(line));
    assert(lines.length > 15, log);
    const events = new Set(lines.map(({ event }) => event));
    for (const event of ["start", "request", "closed", "room-made", "stop"]) {
      assert(events.has(event), `${event} is not in\n${log}`);
    }
    const secrets = [
      ...[
        SECRET,
        METRICS,
        made.token,
        joined.token,
        made.teacherKey,
        made.code,
        mux.welcome.session,
      ],
      ...[
        "Tanja",
        "Paul",
        "Gus",
        "pupil says",
        "id-of-a-message",
        "in-a-query",
        "stolen",
        "wrong-key",
      ],
      ...["evil.example", "2222ZZ", "no frame"],
    ];
    assertEquals(secrets.filter((secret) => secret === undefined || log.includes(secret)), []);
  },
);
