import { assert, assertEquals, assertRejects } from "@std/assert";
import { Client, type Offer } from "../support/client.ts";
import { serveWire, WIRE } from "../support/server.ts";

/** Connects, checks that it is not refused, and tells the subprotocol that was taken. */
async function protocolOf(address: string, offer: Offer): Promise<string> {
  using client = await Client.connect(address, offer);
  client.send({ channel: "chat", messageId: "a", sequence: 0, total: 1, data: "" });
  await client.next();
  return client.protocol;
}

async function refusal(address: string, offer: Offer): Promise<string> {
  return (await assertRejects(() => Client.connect(address, offer), Error)).message;
}

Deno.test("N2: mux.plain is echoed where it is offered, and none where none is", WIRE, async () => {
  await using server = await serveWire();
  for (
    const [protocols, taken] of [
      [[], ""],
      [["mux.plain"], "mux.plain"],
      [["mux.v9", "mux.plain"], "mux.plain"],
    ] as const
  ) {
    assertEquals(await protocolOf(server.address, { protocols }), taken);
  }
});

Deno.test("N2: if only others are offered, the upgrade is refused with 400", WIRE, async () => {
  await using server = await serveWire();
  for (const protocols of [["mux.v9"], ["MUX.PLAIN"], ["mux.plainer", "chat"]]) {
    assertEquals(await refusal(server.address, { protocols }), "Unexpected server response: 400");
  }
  assertEquals(server.room.size, 0);
});

Deno.test("N3: a page of another origin is refused with 403 before the upgrade", WIRE, async () => {
  await using server = await serveWire();
  for (const origin of ["https://example.com", "null", "http://127.0.0.1.example.com"]) {
    assertEquals(
      await refusal(server.address, { headers: { origin } }),
      "Unexpected server response: 403",
    );
  }
  assertEquals(server.room.size, 0);
});

Deno.test("N3: the server's own page may come, and a client that is no page", WIRE, async () => {
  await using server = await serveWire({ host: "0.0.0.0" });
  assertEquals(await protocolOf(server.address, {}), "");
  assertEquals(
    await protocolOf(server.address, { headers: { origin: `http://${server.address}` } }),
    "",
  );
});

Deno.test(
  "N3: another page of this machine may come only to a server on loopback",
  WIRE,
  async () => {
    const headers = { origin: "http://localhost:3000" };
    {
      await using server = await serveWire({ host: "127.0.0.1" });
      assertEquals(await protocolOf(server.address, { headers }), "");
    }
    await using server = await serveWire({ host: "0.0.0.0" });
    assertEquals(await refusal(server.address, { headers }), "Unexpected server response: 403");
  },
);

Deno.test("N3: the origin counts before the subprotocol", WIRE, async () => {
  await using server = await serveWire();
  const offer = { protocols: ["mux.v9"], headers: { origin: "https://example.com" } };
  assert((await refusal(server.address, offer)).endsWith("403"));
});
