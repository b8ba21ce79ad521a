import { assertEquals } from "@std/assert";
import { Client } from "../support/client.ts";
import { frame } from "../support/frames.ts";
import { needs } from "../support/needs.ts";
import { type Started, startProcess } from "../support/started.ts";
import { postJson } from "../support/visitor.ts";

const originOf = ({ port }: Started) => ({ origin: `http://127.0.0.1:${port}` });

const PROCESS = needs("net", "env", "read", "write", "run", "sys");

Deno.test(
  "N8: after kill -9 and a start, a token is as good as before, and so is the code",
  PROCESS,
  async () => {
    const data = await Deno.makeTempDir();
    try {
      const first = await startProcess({ MUX_DATA: data });
      const { json: { code, token, socket, person } } = await postJson(
        originOf(first),
        "/api/rooms",
      );
      await first[Symbol.asyncDispose]();
      await using second = await startProcess({ MUX_DATA: data });
      using teacher = await Client.connect(`127.0.0.1:${second.port}${socket}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      teacher.send(frame({ data: "still here" }));
      const heard = (await teacher.until(({ channel }) => channel === "chat")).at(-1)!;
      assertEquals([heard.data, heard.from], ["still here", person.id]);
      assertEquals(
        (await postJson(originOf(second), `/api/rooms/${code}/join`, { name: "Ana" })).status,
        200,
      );
    } finally {
      await Deno.remove(data, { recursive: true });
    }
  },
);
