/**
 * Runs as one would first write them: a piece at a time, over a `DataView`. The oracle for lib/bulk.ts.
 *
 * @module
 */

import type { Run } from "../../lib/bulk.ts";

/** One piece, with all that it is labelled with. */
export interface Piece {
  readonly channel: number;
  readonly message: number;
  readonly sequence: number;
  readonly offset: number;
  readonly bytes: readonly number[];
}

/** The pieces of a run, each on its own (B5). */
export function piecesOfRun({ channel, message, sequence, offset, payload }: Run): Piece[] {
  const pieces: Piece[] = [];
  for (let n = 0; n * 1_200 < payload.length; n++) {
    const bytes = [...payload].slice(n * 1_200, n * 1_200 + 1_200);
    pieces.push({ channel, message, sequence: sequence + n, offset: offset + n, bytes });
  }
  return pieces;
}

/** The bytes of a run, as the table of B4 says. */
export function naiveRun({ channel, message, sequence, offset, payload }: Run): Uint8Array {
  const bytes = new Uint8Array(16 + payload.length);
  const view = new DataView(bytes.buffer);
  // The fields of three bytes first, with a byte too many at their front; what is there comes after.
  view.setUint32(5, sequence);
  view.setUint32(2, message);
  view.setUint32(12, payload.length);
  view.setUint32(9, offset);
  view.setUint8(0, 1);
  view.setUint8(1, channel);
  payload.forEach((byte, n) => view.setUint8(16 + n, byte));
  return bytes;
}
