import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { ConfigError, readConfig } from "../../server/config.ts";

const read = (variables: Record<string, string>) => readConfig((name) => variables[name]);

Deno.test("readConfig: the default is the course's port, on this machine only", () => {
  assertEquals(read({}), { host: "127.0.0.1", port: 8765 });
});

Deno.test("readConfig: HOST and PORT are taken", () => {
  assertEquals(read({ HOST: "0.0.0.0", PORT: "80" }), { host: "0.0.0.0", port: 80 });
  assertEquals(read({ HOST: "::1", PORT: "0" }), { host: "::1", port: 0 });
  assertEquals(read({ PORT: "65535" }).port, 65_535);
});

Deno.test("readConfig: what cannot be used is said in one line that names the variable", () => {
  for (const value of ["65536", "-1", "", " 80", "80.5", "0x50", "1e3", "http", "80\n", "8\n0"]) {
    const { message } = assertThrows(() => read({ PORT: value }), ConfigError);
    assertStringIncludes(message, "Cannot use PORT: must be a number from 0 to 65535, not ");
    assertEquals(message.includes("\n"), false, message);
  }
  for (const value of ["", "a b", "http://localhost", "local\nhost", "a/b"]) {
    const { message } = assertThrows(() => read({ HOST: value }), ConfigError);
    assertStringIncludes(message, "Cannot use HOST: must be an address or a name, not ");
    assertEquals(message.includes("\n"), false, message);
  }
});
