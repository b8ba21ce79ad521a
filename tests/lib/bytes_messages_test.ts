import { assert, assertEquals } from "@std/assert";
import { PIECE_BYTES } from "../../lib/bulk.ts";
import { BytesMessages, MAX_WHOLE_BYTES } from "../../lib/bytes_messages.ts";
import { MAX_HELD_LENGTH, RESUMED_STALE_MS } from "../../lib/limits.ts";
import { frame } from "../support/frames.ts";

const PIECES = 200;
const payload = new Uint8Array(PIECES * PIECE_BYTES);

/** Begins a message of up to a million frames. */
function begin(messages: BytesMessages, number: number) {
  messages.begin({ ...frame({ channel: "file", total: 1_000_000 }), number }, true);
  return messages.find("file", number)!;
}

Deno.test("A6: what all messages together hold is counted and bounded", () => {
  const messages = new BytesMessages(() => 0);
  const perMessage = Math.floor(MAX_WHOLE_BYTES / payload.length);
  let refused: string | undefined;
  for (let number = 0; number < 5; number++) {
    const message = begin(messages, number);
    for (let n = 0; n < perMessage; n++) {
      refused ??= messages.take(message, 1 + n * PIECES, PIECES, payload).refused;
      assert(messages.held <= MAX_HELD_LENGTH);
    }
  }
  assertEquals(refused, `${MAX_HELD_LENGTH} bytes are held`);
  messages.clear();
  assertEquals(messages.held, 0);
});

Deno.test("A7: what is silent for longer than a sender may be away makes room, the most silent first", () => {
  let now = 0;
  const messages = new BytesMessages(() => now);
  const perMessage = Math.floor(MAX_WHOLE_BYTES / payload.length);
  const fill = (number: number) => {
    const message = begin(messages, number);
    const taken = Array.from(
      { length: perMessage },
      (_, n) => messages.take(message, 1 + n * PIECES, PIECES, payload),
    );
    return { message, refused: taken.find(({ refused }) => refused)?.refused };
  };
  const first = [0, 1, 2].map(fill);
  now = RESUMED_STALE_MS - 1;
  assertEquals(fill(3).refused, `${MAX_HELD_LENGTH} bytes are held`);
  now++;
  assertEquals(fill(4).refused, undefined);
  assertEquals(first.map(({ message }) => message.chunks !== undefined), [false, true, true]);
});

Deno.test("A6: a whole message is held no longer", () => {
  const messages = new BytesMessages(() => 0);
  messages.begin({ ...frame({ channel: "file", total: 3 }), number: 0 }, true);
  const message = messages.find("file", 0)!;
  messages.take(message, 1, 1, payload.subarray(0, PIECE_BYTES));
  assertEquals(messages.held, PIECE_BYTES);
  const { bytes } = messages.take(message, 2, 1, payload.subarray(0, 5));
  assertEquals([bytes?.length, messages.held], [PIECE_BYTES + 5, 0]);
  assertEquals(messages.find("file", 0), undefined);
});

Deno.test("A6: a small part of a large message keeps no more than itself in memory", () => {
  const messages = new BytesMessages(() => 0);
  const message = begin(messages, 0);
  messages.take(message, 1, 1, payload.subarray(0, PIECE_BYTES));
  assertEquals(message.chunks?.[0]?.buffer.byteLength, PIECE_BYTES);
});
