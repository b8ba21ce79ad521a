import { assertEquals } from "@std/assert";
import { Client } from "../support/client.ts";
import { frame } from "../support/frames.ts";
import { serveWire, WIRE } from "../support/server.ts";

const CLIENTS = 30;
const FRAMES = 100;
const BURST = 5;

Deno.test(
  "P1, P3, P4: a class of 30 sends 100 frames each in bursts: all see all, once, in one order",
  WIRE,
  async () => {
    await using server = await serveWire();
    const clients = await Promise.all(
      Array.from({ length: CLIENTS }, () => Client.connect(server.address)),
    );
    await Promise.all(clients.map(async (client, who) => {
      for (let n = 0; n < FRAMES;) {
        client.raw.cork();
        for (let k = 0; k < BURST; k++) client.send(frame({ messageId: `${who}-${n++}` }));
        client.raw.uncork();
        await client.until(({ messageId }) => messageId === `${who}-${n - 1}`);
      }
    }));
    const all = CLIENTS * FRAMES;
    for (const client of clients) {
      if (client.seen.length < all) {
        await client.until(() => client.seen.length === all);
      }
    }
    const label = (client: Client) =>
      client.seen.map(({ offset, messageId, from }) => `${offset} ${messageId} ${from}`);
    const expected = label(clients[0]!);
    for (const client of clients) assertEquals(label(client), expected);
    assertEquals(clients[0]!.seen.map(({ offset }) => offset), [...Array(all).keys()]);
    const ids = new Set(clients[0]!.seen.map(({ messageId }) => messageId));
    assertEquals(ids.size, all);
    for (let who = 0; who < CLIENTS; who++) {
      const own = clients[0]!.seen.filter(({ messageId }) => messageId.startsWith(`${who}-`));
      assertEquals(
        own.map(({ messageId }) => messageId),
        Array.from({ length: FRAMES }, (_, n) => `${who}-${n}`),
      );
      assertEquals(new Set(own.map(({ from }) => from)).size, 1);
    }
  },
);
