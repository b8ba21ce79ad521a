/**
 * WebSocket frames that break RFC 6455, below what our own wire sees. Each ends its connection.
 *
 * @module
 */

import { concat, encodeFrame, OPCODE } from "../support/wire.ts";
import type { Random } from "../support/random.ts";
import { plainInput } from "./plain.ts";
import { mutateBytes } from "./values.ts";

/** One frame, or a few that belong together. */
export function socketInput(random: Random): Uint8Array {
  const input = plainInput(random);
  const payload = typeof input === "string" ? new TextEncoder().encode(input) : input;
  const frame = encodeFrame(OPCODE.text, payload, random.below(2 ** 32));
  return random.weighted<() => Uint8Array>([
    [4, () => mutateBytes(frame, random)],
    // Reserved bits, unknown opcodes, no mask.
    [1, () => withByte(0, frame, 0x80 | 1 << (4 + random.below(3)) | 1)],
    [1, () => withByte(0, frame, 0x80 | random.pick([3, 4, 5, 6, 7, 11, 12, 15]))],
    [1, () => withByte(1, frame, frame[1]! & 0x7f)],
    // A piece that continues nothing; a beginning without an end; a beginning inside of one.
    [1, () => withByte(0, frame, 0x80)],
    [1, () => withByte(0, frame, 0x01)],
    [1, () => concat([withByte(0, frame, 0x01), frame])],
    // Control frames that are cut, or too long.
    [1, () => withByte(0, encodeFrame(OPCODE.ping, random.bytes(5)), OPCODE.ping)],
    [1, () => encodeFrame(OPCODE.ping, random.bytes(200))],
    // Closes with codes and reasons that nobody may send.
    [1, () => encodeFrame(OPCODE.close, random.bytes(random.below(5)))],
    [1, () => encodeFrame(OPCODE.close, Uint8Array.from([3, 232, 0xff, 0xfe]))],
    // No UTF-8, and lengths that are lies.
    [1, () => encodeFrame(OPCODE.text, random.bytes(40))],
    [1, () => Uint8Array.from([0x81, 0xff, 0x7f, ...random.bytes(20)])],
    [1, () => Uint8Array.from([0x81, 0xff, 0, 0, 0, 0, 0x10, 0, 0, 0, ...random.bytes(20)])],
    [1, () => frame.subarray(0, random.below(frame.length))],
  ])();
}

function withByte(at: number, frame: Uint8Array, byte: number): Uint8Array {
  const changed = frame.slice();
  changed[at] = byte;
  return changed;
}
