import { assertEquals } from "@std/assert";
import type { Frame } from "../../lib/protocol.ts";
import { serveClasses } from "../support/classroom_server.ts";
import type { Client } from "../support/client.ts";
import { chat } from "../support/mux_client.ts";
import { WIRE } from "../support/server.ts";

/** Reads up to the chat frame with this id. */
async function line(client: Client, messageId: string): Promise<Frame> {
  return (await client.until((frame) => frame.messageId === messageId)).at(-1)!;
}

Deno.test(
  "M18, M19: on both wires all get the same faults, and the same repair",
  WIRE,
  async () => {
    await using served = serveClasses();
    const [{ plain, mux, ana, ben, teacher }] = served.classes;
    using leader = await mux(teacher);
    using one = await mux(ana);
    using two = await plain(ben);
    leader.control({ type: "faults", rules: [{ kind: "drop", share: 1, count: 1 }] });
    await leader.client.until(({ channel, data }) => channel === "room" && data.includes("faults"));
    one.client.send(JSON.stringify([chat("1", "lost"), chat("2", "here")]));
    for (const client of [two, one.client]) {
      const note = (await client.until(({ channel }) => channel === "faults")).at(-1)!;
      assertEquals([note.from, JSON.parse(note.data).messageId], ["$", "1"]);
      const came = await line(client, "2");
      assertEquals([came.data, came.offset], ["here", 0]);
    }
    // A student of the other wire asks for what is missing.
    const wish = { type: "repair", of: "chat", from: "bear", messageId: "1", sequence: 0 };
    two.send({ channel: "$", messageId: "1", sequence: 0, total: 1, data: JSON.stringify(wish) });
    for (const client of [two, one.client]) {
      const came = await line(client, "1");
      assertEquals([came.from, came.data, came.offset], ["bear", "lost", 1]);
    }
  },
);

Deno.test("M18, X10: who is cut comes back, and nothing is lost or doubled", WIRE, async () => {
  await using served = serveClasses();
  const [{ connect, mux, ana, teacher }] = served.classes;
  using leader = await mux(teacher);
  using otter = connect(ana);
  const opened = Promise.withResolvers<void>();
  const codes: number[] = [];
  otter.onState((state) => {
    if (state.phase === "open") opened.resolve();
    if (state.phase === "waiting") codes.push(state.code);
  });
  await opened.promise;
  leader.control({ type: "faults", rules: [{ kind: "cut", share: 1, count: 1 }] });
  await leader.client.until(({ channel, data }) => channel === "room" && data.includes("faults"));
  const seen: string[] = [];
  const all = Promise.withResolvers<void>();
  otter.channel("chat").onMessage(({ text }) => {
    if (seen.push(text) === 3) all.resolve();
  });
  await Promise.all(["a", "b", "c"].map((text) => otter.channel("chat").send(text).acked));
  await all.promise;
  assertEquals([seen, codes], [["a", "b", "c"], [1012]]);
});
