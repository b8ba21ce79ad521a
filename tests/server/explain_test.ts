import { assertEquals } from "@std/assert";
import { ConfigError } from "../../server/config.ts";
import { explain } from "../../server/explain.ts";

Deno.test("explain: what a person can mend is one line that says what to do", () => {
  const taken = new Deno.errors.AddrInUse("Address already in use");
  assertEquals(
    explain("listen on port 80", taken),
    "Cannot listen on port 80: the port is taken, set PORT to another one (Address already in use)",
  );
  const lookup = new Error("failed to lookup address information");
  assertEquals(
    explain("listen", lookup),
    "Cannot listen: there is no such host, check HOST (failed to lookup address information)",
  );
  assertEquals(explain("start", new ConfigError("Cannot use PORT")), "Cannot use PORT");
});

Deno.test("explain: a mistake of ours keeps its stack", () => {
  assertEquals(explain("start", new TypeError("x is not a function")), undefined);
  assertEquals(explain("start", "thrown text"), undefined);
});
