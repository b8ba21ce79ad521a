/**
 * Tokens: who somebody is in one room, signed so that nobody can say it of themselves (a JWT, RFC 7519).
 *
 * @module
 */

import { errors, jwtVerify, SignJWT } from "jose";
import type { Person } from "./person.ts";

/**
 * How long a token is good for, in seconds: a school day, with the clubs after it. A room that is used
 * longer asks its people for their names again.
 */
export const TOKEN_S = 12 * 3_600;

/** Bytes that a key has, at the least: as many as the hash that signs with it (RFC 7518, section 3.2). */
export const MIN_KEY_BYTES = 32;

/** One way to sign, named here and never read from a token: what a token says of it is the sender's word. */
const ALGORITHM = "HS256";

/** Who signs, and what for: a token that the same key signed for something else is none of ours. */
const ISSUER = "mini-multiplexed-chat";
const AUDIENCE = "classroom";

/** A token, and when it is over in milliseconds since 1970. */
export interface Signed {
  readonly token: string;
  readonly expires: number;
}

/** What a good token says. */
export interface Verified {
  readonly person: Person;
  /** When it is over, in milliseconds since 1970. */
  readonly until: number;
}

/** Signs and checks tokens with one key. */
export class Identity {
  readonly #key: Uint8Array;
  readonly #now: () => number;

  /**
   * @param now Milliseconds since 1970.
   * @throws {RangeError} If the key is shorter than {@linkcode MIN_KEY_BYTES}.
   */
  constructor(key: Uint8Array, now: () => number = Date.now) {
    if (key.length < MIN_KEY_BYTES) {
      throw new RangeError(`Cannot sign: the key has ${key.length} bytes, needs ${MIN_KEY_BYTES}`);
    }
    this.#key = key;
    this.#now = now;
  }

  /** When a token is over that is signed now, in milliseconds since 1970. */
  get until(): number {
    return (Math.floor(this.#now() / 1_000) + TOKEN_S) * 1_000;
  }

  /** A token that says who `person` is, from now on for {@linkcode TOKEN_S} seconds. */
  async sign({ id, name, role, room }: Person): Promise<Signed> {
    const expires = this.until;
    const token = await new SignJWT({ name, role, room })
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(id)
      .setIssuedAt(expires / 1_000 - TOKEN_S)
      .setExpirationTime(expires / 1_000)
      .sign(this.#key);
    return { token, expires };
  }

  /** What a token says, or nothing: it is not ours, was altered, is over, or is for another room. */
  async verify(token: string, room: string): Promise<Verified | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        currentDate: new Date(this.#now()),
        requiredClaims: ["sub", "exp"],
      });
      return payload["room"] === room ? verifiedOf(payload) : undefined;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}

/** The signature says that the claims are as `sign` wrote them. */
function verifiedOf({ sub, name, role, room, exp }: Record<string, unknown>): Verified {
  return { person: { id: sub, name, role, room } as Person, until: exp as number * 1_000 };
}
