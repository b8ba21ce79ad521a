import { assertEquals, assertThrows } from "@std/assert";
import { SignJWT } from "jose";
import { Identity, MIN_KEY_BYTES, TOKEN_S } from "../../server/identity.ts";
import type { Person } from "../../server/person.ts";

const KEY = new Uint8Array(MIN_KEY_BYTES).fill(7);
const ANA: Person = { id: "otter", name: "Ana 👩‍🏫", role: "student", room: "7KWFT3" };

const identity = new Identity(KEY, () => 1_000_000);

const encode = (value: unknown) =>
  btoa(JSON.stringify(value)).replaceAll("=", "").replaceAll("+", "-").replaceAll("/", "_");
const decode = (part: string) => JSON.parse(atob(part.replaceAll("-", "+").replaceAll("_", "/")));

/** A token that is right in every point but for what `change` does to it. */
async function forge(change: (jwt: SignJWT) => SignJWT, key = KEY, alg = "HS256"): Promise<string> {
  const jwt = new SignJWT({ name: "Ana", role: "student", room: "7KWFT3" })
    .setProtectedHeader({ alg })
    .setIssuer("mini-multiplexed-chat")
    .setAudience("classroom")
    .setSubject("otter")
    .setExpirationTime(2_000);
  return await change(jwt).sign(key);
}

Deno.test("Identity: a token says who somebody is, and until when", async () => {
  const { token, expires } = await identity.sign(ANA);
  assertEquals(expires, 1_000_000 + TOKEN_S * 1_000);
  assertEquals(await identity.verify(token, ANA.room), { person: ANA, until: expires });
  // What follows would prove nothing if the forger could not write a good token.
  assertEquals((await identity.verify(await forge((it) => it), "7KWFT3"))?.person.id, "otter");
});

Deno.test("Identity: a token is of no use in another room", async () => {
  assertEquals(await identity.verify((await identity.sign(ANA)).token, "7KWFT4"), undefined);
});

Deno.test("Identity: a token is over after a school day, and not before", async () => {
  let now = 0;
  const clock = new Identity(KEY, () => now);
  const { token } = await clock.sign(ANA);
  now = TOKEN_S * 1_000 - 1;
  assertEquals((await clock.verify(token, ANA.room))?.person, ANA);
  now = TOKEN_S * 1_000;
  assertEquals(await clock.verify(token, ANA.room), undefined);
});

Deno.test("Identity: no character of a token can be altered", async () => {
  const { token } = await identity.sign(ANA);
  for (let n = 0; n < token.length; n++) {
    const other = token[n] === "A" ? "Q" : "A";
    const altered = token.slice(0, n) + other + token.slice(n + 1);
    assertEquals(await identity.verify(altered, ANA.room), undefined, `at ${n}`);
  }
});

Deno.test("Identity: a claim that was rewritten is not believed", async () => {
  const [header, claims, signature] = (await identity.sign(ANA)).token.split(".") as [
    string,
    string,
    string,
  ];
  const teacher = encode({ ...decode(claims), role: "teacher", name: "x" });
  assertEquals(await identity.verify(`${header}.${teacher}.${signature}`, ANA.room), undefined);
});

Deno.test("Identity: only our way to sign counts, whatever the token says", async () => {
  const [, claims, signature] = (await identity.sign(ANA)).token.split(".") as [
    string,
    string,
    string,
  ];
  for (const alg of ["none", "None", "HS512", "RS256", "hs256", ""]) {
    for (const end of [signature, ""]) {
      const token = `${encode({ alg })}.${claims}.${end}`;
      assertEquals(await identity.verify(token, ANA.room), undefined, `${alg} ${end}`);
    }
  }
  const long = new Uint8Array(64).fill(7);
  const token = await forge((it) => it, long, "HS512");
  assertEquals(await new Identity(long, () => 1_000_000).verify(token, ANA.room), undefined);
});

Deno.test("Identity: another key, issuer or purpose, or no end, is refused", async () => {
  const forgeries = [
    await forge((it) => it, new Uint8Array(MIN_KEY_BYTES).fill(8)),
    await forge((it) => it.setIssuer("somebody")),
    await forge((it) => it.setAudience("billing")),
    await forge((it) => it.setNotBefore(1_500)),
    await forge((it) => it.setExpirationTime(999)),
  ];
  for (const token of forgeries) assertEquals(await identity.verify(token, ANA.room), undefined);
  const endless = await new SignJWT({ name: "Ana", role: "teacher", room: ANA.room })
    .setProtectedHeader({ alg: "HS256" }).setIssuer("mini-multiplexed-chat")
    .setAudience("classroom").setSubject("otter").sign(KEY);
  assertEquals(await identity.verify(endless, ANA.room), undefined);
});

Deno.test("Identity: what is no token is none", async () => {
  for (const text of ["", ".", "..", "a.b.c", "null", "Bearer", "é".repeat(10_000)]) {
    assertEquals(await identity.verify(text, ANA.room), undefined, text.slice(0, 10));
  }
});

Deno.test("Identity: a key that is too short is refused at the start", () => {
  assertThrows(() => new Identity(new Uint8Array(MIN_KEY_BYTES - 1)), RangeError, "31 bytes");
});
