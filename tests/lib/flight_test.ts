import { assertEquals } from "@std/assert";
import { PIECE_BYTES } from "../../lib/bulk.ts";
import { Flight } from "../../lib/flight.ts";
import { bytesBody, Outgoing, type Part } from "../../lib/outgoing.ts";

/** Four pieces and 7 bytes, behind a head, of which all has left in one run and the head before it. */
function fly() {
  const body = bytesBody("file", "head", new Uint8Array(4 * PIECE_BYTES + 7), "f");
  const message = new Outgoing("file", "f", body, 0);
  const flight = new Flight();
  flight.leave(message.part(0, 1, Infinity)!);
  flight.leave(message.part(1, 5, Infinity)!);
  return flight;
}

const look = (parts: readonly Part[]) =>
  parts.map(({ sequence, frames, bytes }) => [sequence, frames, bytes]);

Deno.test("K1: an ack in the middle of a run counts the pieces up to there", () => {
  const flight = fly();
  assertEquals(flight.inFlight.look(), { bytes: 4 + 4 * PIECE_BYTES + 7, frames: 6 });
  assertEquals(look(flight.ack(3)), [[0, 1, 4], [1, 2, 2 * PIECE_BYTES]]);
  assertEquals(flight.inFlight.look(), { bytes: 2 * PIECE_BYTES + 7, frames: 3 });
  assertEquals(look(flight.ack(6)), [[3, 3, 2 * PIECE_BYTES + 7]]);
  assertEquals([flight.inFlight.look(), flight.reached], [{ bytes: 0, frames: 0 }, 6]);
});

Deno.test("R2: what goes again can go in smaller parts, and be lost again", () => {
  const flight = fly();
  flight.ack(2);
  flight.lost();
  const { message } = flight.first!;
  assertEquals(flight.leave(message.part(2, 1, Infinity)!), true);
  assertEquals(look([flight.first!]), [[3, 3, 2 * PIECE_BYTES + 7]]);
  flight.lost();
  assertEquals(look([flight.first!]), [[2, 1, PIECE_BYTES]]);
  assertEquals([flight.again.frames, flight.inFlight.frames, flight.reached], [4, 0, 6]);
});

Deno.test("K2: what still has to go again can be acked, by a log that had it all along", () => {
  const flight = fly();
  flight.lost();
  assertEquals(look(flight.ack(6)).length, 2);
  assertEquals([flight.first, flight.again.look()], [undefined, { bytes: 0, frames: 0 }]);
});
