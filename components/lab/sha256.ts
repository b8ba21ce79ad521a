/**
 * SHA-256 (FIPS 180-4) of a text in UTF-8. `crypto.subtle` has it too, but not on a page that comes
 * over plain http, as in many classrooms.
 *
 * @module
 */

/** The first bits of the fractional part of `root` of the first `count` primes. */
function fractions(count: number, root: (n: number) => number): Uint32Array {
  const words = new Uint32Array(count);
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) {
    if (primes.some((prime) => n % prime === 0)) continue;
    words[primes.length] = (root(n) % 1) * 2 ** 32;
    primes.push(n);
  }
  return words;
}

const START = fractions(8, Math.sqrt);
const ROUND = fractions(64, Math.cbrt);

/** The hash in 64 hexadecimal digits. */
export function sha256(data: string | Uint8Array): string {
  const state = START.slice();
  const blocks = pad(typeof data === "string" ? new TextEncoder().encode(data) : data);
  const words = new Uint32Array(64);
  for (let at = 0; at < blocks.byteLength; at += 64) mix(state, words, blocks, at);
  return [...state].map((word) => word.toString(16).padStart(8, "0")).join("");
}

/** A one bit, zeros, and the length in bits: a whole number of blocks. */
function pad(bytes: Uint8Array): DataView {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  return view;
}

/** The names of the standard, section 6.2.2. */
function mix(state: Uint32Array, w: Uint32Array, blocks: DataView, at: number): void {
  for (let t = 0; t < 16; t++) w[t] = blocks.getUint32(at + 4 * t);
  for (let t = 16; t < 64; t++) {
    const [x, y] = [w[t - 15]!, w[t - 2]!];
    const s0 = turn(x, 7) ^ turn(x, 18) ^ x >>> 3;
    const s1 = turn(y, 17) ^ turn(y, 19) ^ y >>> 10;
    w[t] = w[t - 16]! + s0 + w[t - 7]! + s1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as number[] as [
    ...[number, number, number, number],
    ...[number, number, number, number],
  ];
  for (let t = 0; t < 64; t++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const t1 = h + s1 + (e & f ^ ~e & g) + ROUND[t]! + w[t]! | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const t2 = s0 + (a & b ^ a & c ^ b & c) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, d + t1 | 0, c, b, a, t1 + t2 | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, n) => state[n]! += word);
}

function turn(word: number, bits: number): number {
  return word >>> bits | word << 32 - bits;
}
