import { assert, assertEquals, assertMatch } from "@std/assert";
import { Client } from "../support/client.ts";
import { frame } from "../support/frames.ts";
import { APP, bearer, School, sendRaw } from "../support/school.ts";

/** Origins of pages that are none of ours, however they look. */
const FOREIGN = [
  "https://evil.example",
  "null",
  "http://127.0.0.1.evil.example",
  "http://localhost.evil.example",
  "http://evil.example:80@127.0.0.1",
  "file://",
  "chrome-extension://abcdef",
];

Deno.test(
  "attack: a page of another origin opens no socket, whatever it has stolen",
  APP,
  async () => {
    await using school = await School.open();
    const { code, students: [ana] } = await school.openRoom("Ana");
    for (const origin of FOREIGN) {
      for (const path of ["/", "/ws", `/r/${code}/ws`, `/r/${code}`]) {
        const headers = { ...bearer(ana!.token).headers, origin };
        assertEquals(await school.refusal(path, { headers }), "403", `${origin} at ${path}`);
        const cookie = { cookie: `mux=${ana!.token}`, origin };
        assertEquals(
          await school.refusal(path, { headers: cookie }),
          "403",
          `${origin} at ${path}`,
        );
      }
    }
    assertEquals(school.app.state.gate.size, 0);
  },
);

Deno.test(
  "attack: a name that points to this machine is none of this server's (DNS rebinding)",
  APP,
  async () => {
    await using school = await School.open();
    const { port } = school.app;
    for (
      const host of ["evil.example", `evil.example:${port}`, "127.0.0.1.evil.example", "0.0.0.0"]
    ) {
      for (const path of ["/", "/ws", "/join", "/limits", "/healthz", "/styles.css"]) {
        const answer = await sendRaw(
          port,
          `GET ${path} HTTP/1.1\r\nhost: ${host}\r\norigin: http://${host}\r\nconnection: close\r\n\r\n`,
        );
        assertMatch(answer, /^HTTP\/1.1 403 /, `${host} ${path}`);
      }
      const headers = { host, origin: `http://${host}` };
      assertEquals(await school.refusal("/ws", { headers }), "403", host);
    }
  },
);

/** Paths of all routes that take a POST: a new one is in this test from its first day. */
async function* postRoutes(folder = "routes/"): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* postRoutes(`${folder}${name}/`);
    else if (/\bPOST\b\s*[:(]/.test(await Deno.readTextFile(folder + name))) {
      yield `/${folder}${name}`.replace("/routes", "").replace(/(\/index)?\.tsx?$/, "");
    }
  }
}

Deno.test(
  "attack: no page of another site posts anything (CSRF), at any route that takes a POST",
  APP,
  async () => {
    await using school = await School.open();
    const { code, teacher } = await school.openRoom();
    const paths = (await Array.fromAsync(postRoutes())).map((path) => path.replace("[code]", code));
    assert(paths.length >= 5, paths.join());
    const { rooms } = school.app.state;
    const before = [rooms.size, rooms.find(code)!.size];
    for (const path of paths) {
      for (
        const from of [
          ...FOREIGN.map((origin) => ({ origin })),
          { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
          // Some say no origin. What browser it is shows all the same.
          { "sec-fetch-site": "cross-site" },
          { "sec-fetch-site": "none" },
        ]
      ) {
        for (
          const type of ["application/x-www-form-urlencoded", "text/plain", "application/json"]
        ) {
          const response = await fetch(`${school.app.origin}${path}`, {
            method: "POST",
            redirect: "manual",
            headers: { ...from, "content-type": type, cookie: `mux=${teacher.token}` },
            body: type === "application/json" ? '{"name":"x"}' : "name=x",
          });
          await response.body?.cancel();
          const what = `${path} ${JSON.stringify(from)} ${type}`;
          assertEquals([response.status, response.headers.getSetCookie()], [403, []], what);
        }
      }
    }
    assertEquals([rooms.size, rooms.find(code)!.size], before);
  },
);

Deno.test(
  "attack: what a path or a query says stays out of the headers of the answer",
  APP,
  async () => {
    await using school = await School.open();
    const crlf = "%0d%0aset-cookie:%20stolen=1%0d%0a";
    for (
      const path of [
        `/${crlf}`,
        `/r/${crlf}`,
        `/r/ABC234${crlf}`,
        `/join?code=${crlf}`,
        `/join?code=ABC234${crlf}`,
        `/teach/${crlf}`,
        `/r/${crlf}/leave`,
        `/r/x;%20Path=/;%20Domain=evil.example/leave`,
        // A header has no room for such a letter.
        `/r/%E7%A9%B7/join`,
        `/r/%E7%A9%B7/board`,
        `//evil.example/r/ABC234`,
        `/join?code=//evil.example`,
        `/join?code=https://evil.example/r/ABC234`,
      ]
    ) {
      for (const method of ["GET", "POST"]) {
        const answer = await sendRaw(
          school.app.port,
          `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
        );
        const [head = ""] = answer.split("\r\n\r\n");
        assert(!/stolen=1/.test(head.replace(/^location:.*$/im, "")), `${path}\n${head}`);
        // Where it leads to is this server, and never another one's name.
        const location = /^location: (.*)$/im.exec(head)?.[1];
        assert(!location || /^\/(?!\/)/.test(location), `${path} leads to ${location}`);
        assert(!/domain=/i.test(head), head);
        assert(!/^HTTP\/1.1 5/.test(head), `${path}\n${head}`);
      }
    }
  },
);

Deno.test(
  "attack: a visitor cannot say where it comes from, where no proxy is trusted",
  APP,
  async () => {
    await using school = await School.open({ env: { MUX_MAX_CONNECTIONS_PER_IP: "2" } });
    const claim = (n: number) => ({
      headers: {
        "x-forwarded-for": `192.0.2.${n}`,
        "forwarded": `for=192.0.2.${n}`,
        "x-real-ip": `192.0.2.${n}`,
        "x-forwarded-proto": "https",
      },
    });
    using _one = await Client.connect(`${school.address}/ws`, claim(1));
    using _two = await Client.connect(`${school.address}/ws`, claim(2));
    assertEquals(await school.refusal("/ws", claim(3)), "429");
    const response = await fetch(school.app.origin, claim(4));
    await response.body?.cancel();
    assertEquals(response.headers.get("strict-transport-security"), null);
  },
);

Deno.test(
  "attack: compression is never agreed to, so that nothing small unpacks to something large",
  APP,
  async () => {
    await using school = await School.open();
    for (
      const offer of [
        "permessage-deflate",
        "permessage-deflate; client_max_window_bits",
        "x-webkit-deflate-frame",
      ]
    ) {
      const answer = await sendRaw(
        school.app.port,
        [
          "GET /ws HTTP/1.1",
          "host: 127.0.0.1",
          "upgrade: websocket",
          "connection: upgrade",
          "sec-websocket-version: 13",
          "sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==",
          `sec-websocket-extensions: ${offer}`,
          "",
          // A frame that claims to be compressed (RSV1): there is no such thing here, so it is cut.
          "\xc1\x80\0\0\0\0",
        ].join("\r\n"),
      );
      assertMatch(answer, /^HTTP\/1.1 101 /);
      assert(!/^sec-websocket-extensions:/im.test(answer), answer);
    }
    using client = await Client.connect(`${school.address}/ws`);
    client.send(frame());
    await client.next();
  },
);

Deno.test(
  "attack: a body that says it is packed, or is far too long, is no way in",
  APP,
  async () => {
    await using school = await School.open();
    const { code } = await school.openRoom();
    const path = `${school.app.origin}/api/rooms/${code}/join`;
    const before = school.app.state.rooms.find(code)!.size;
    const packed = new Blob(["x".repeat(1_000_000)]).stream()
      .pipeThrough(new CompressionStream("gzip"));
    const post = async (body: BodyInit, headers: Record<string, string>) => {
      const response = await fetch(path, { method: "POST", body, headers });
      await response.body?.cancel();
      return response.status;
    };
    const json = { "content-type": "application/json" };
    const bytes = await new Response(packed).bytes();
    assertEquals(await post(bytes, { ...json, "content-encoding": "gzip" }), 400);
    assertEquals(await post(`{"name":"${"x".repeat(5_000)}"}`, json), 413);
    assertEquals(await post("x".repeat(10_000_000), json), 413);
    for (const depth of [100, 2_000]) {
      assertEquals(await post(`{"name":${"[".repeat(depth)}${"]".repeat(depth)}}`, json), 200);
    }
    // A name that is no text is none, and those two have the names of their animals.
    assertEquals(school.app.state.rooms.find(code)!.size, before + 2);
  },
);
