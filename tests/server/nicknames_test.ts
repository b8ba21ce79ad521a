import { assertEquals, assertMatch } from "@std/assert";
import { nickname } from "../../server/nicknames.ts";
import { cleanName } from "../../server/person_names.ts";
import { fc, holds } from "../support/property.ts";

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

Deno.test("nickname: two plain words, which stay as they are when they are taken for a name", () => {
  holds(fc.tuple(chance, chance), ([first, second]) => {
    const rolls = [first, second];
    const name = nickname(() => rolls.shift()!);
    assertMatch(name, /^[A-Z][a-z]+ [A-Z][a-z]+$/);
    assertEquals(cleanName(name), name);
  });
});
