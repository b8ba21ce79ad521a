import { assert, assertEquals } from "@std/assert";
import { Tenants } from "../../server/tenants.ts";
import { fc, holds } from "../support/property.ts";

interface Box {
  used: boolean;
}

const createTenants = (maxResting: number) =>
  new Tenants<string, Box>(() => ({ used: false }), ({ used }) => !used, maxResting);

Deno.test("Tenants: all who have a key share one value, for as long as one of them is there", () => {
  const tenants = createTenants(10);
  const box = tenants.enter("a");
  assertEquals([tenants.enter("a") === box, tenants.count("a"), tenants.size], [true, 2, 1]);
  tenants.leave("a");
  assertEquals([tenants.count("a"), tenants.size], [1, 1]);
  tenants.leave("a");
  assertEquals([tenants.count("a"), tenants.size], [0, 0]);
  assert(tenants.enter("a") !== box);
});

Deno.test("Tenants: who goes and comes back finds what was used as it was", () => {
  const tenants = createTenants(10);
  tenants.enter("a").used = true;
  tenants.leave("a");
  assertEquals([tenants.enter("a").used, tenants.size], [true, 1]);
});

/** Somebody comes with a key and uses what it finds or not, or one of those who are here goes. */
const events = fc.array(fc.record({ comes: fc.boolean(), key: fc.nat(100), uses: fc.boolean() }));

Deno.test("Tenants: memory is bounded by who is there, whoever comes and goes", () => {
  holds(events, (events) => {
    const tenants = createTenants(5);
    const here: string[] = [];
    for (const { comes, key, uses } of events) {
      if (comes) {
        tenants.enter(`${key}`).used ||= uses;
        here.push(`${key}`);
      } else if (here.length > 0) tenants.leave(here.splice(key % here.length, 1)[0]!);
      assert(tenants.size <= new Set(here).size + 5, `${tenants.size} values`);
    }
  });
});
