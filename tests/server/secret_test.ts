import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { ConfigError } from "../../server/config.ts";
import { MIN_KEY_BYTES } from "../../server/identity.ts";
import { keyFor, keyIn, newKey } from "../../server/secret.ts";
import { needs } from "../support/needs.ts";

const FILES = needs("read", "write");

/** A folder that does not exist yet, gone after the test. */
function newFolder(): { folder: string } & Disposable {
  const parent = Deno.makeTempDirSync();
  return {
    folder: `${parent}/data`,
    [Symbol.dispose]: () => Deno.removeSync(parent, { recursive: true }),
  };
}

Deno.test("keyIn: a key is made once, and is the same ever after", FILES, () => {
  using it = newFolder();
  const key = keyIn(it.folder);
  assertEquals(key.length, MIN_KEY_BYTES);
  assertEquals(keyIn(it.folder), key);
});

Deno.test("keyIn: nobody else on this machine may read it", {
  ignore: FILES.ignore || Deno.build.os === "windows",
}, () => {
  using it = newFolder();
  keyIn(it.folder);
  assertEquals(Deno.statSync(`${it.folder}/secret`).mode! & 0o777, 0o600);
  assertEquals(Deno.statSync(it.folder).mode! & 0o777, 0o700);
});

Deno.test("keyIn: a file that is no key is said to be none, and is left alone", FILES, () => {
  using it = newFolder();
  keyIn(it.folder);
  Deno.truncateSync(`${it.folder}/secret`, 5);
  assertThrows(() => keyIn(it.folder), ConfigError, "is no key");
  assertEquals(Deno.statSync(`${it.folder}/secret`).size, 5);
});

Deno.test("newKey: another one each time", () => assertNotEquals(newKey(), newKey()));

Deno.test("keyFor: MUX_SECRET is the same key on every machine, without a file", () => {
  const [one, two] = ["a".repeat(32), "b".repeat(32)].map((secret) =>
    keyFor({ secret, data: "/nowhere" })
  );
  assertEquals(one!.length, MIN_KEY_BYTES);
  assertEquals(keyFor({ secret: "a".repeat(32), data: undefined }), one);
  assertNotEquals(one, two);
  assertNotEquals(keyFor({ secret: undefined, data: undefined }), one);
});
