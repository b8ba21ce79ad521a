import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { ConfigError, readConfig } from "../../server/config.ts";
import {
  DEFAULT_LIMITS,
  lift,
  LIMIT_NAMES,
  limitOf,
  variableOf,
} from "../../server/limit_table.ts";

const read = (variables: Record<string, string>) => readConfig((name) => variables[name]);

function refusal(variables: Record<string, string>): string {
  const { message } = assertThrows(() => read(variables), ConfigError);
  assertEquals(message.includes("\n"), false, message);
  return message;
}

Deno.test("readConfig: the default is the course's port, on this machine only", () => {
  assertEquals(read({}), {
    host: "127.0.0.1",
    port: 8765,
    origins: new Set<string>(),
    proxies: 0,
    tls: undefined,
    lobby: true,
    data: "./data",
    secret: undefined,
    metricsToken: undefined,
    limits: DEFAULT_LIMITS,
  });
});

Deno.test("readConfig: MUX_DATA is a folder, or memory for none", () => {
  assertEquals(read({ MUX_DATA: "/srv/mux" }).data, "/srv/mux");
  assertEquals(read({ MUX_DATA: "memory" }).data, undefined);
  assertEquals(read({ DENO_DEPLOYMENT_ID: "there is no disk" }).data, undefined);
  assertStringIncludes(refusal({ MUX_DATA: "" }), "MUX_DATA");
});

Deno.test("readConfig: HOST and PORT are taken", () => {
  const where = (variables: Record<string, string>) => {
    const { host, port } = read(variables);
    return [host, port];
  };
  assertEquals(where({ HOST: "0.0.0.0", PORT: "80" }), ["0.0.0.0", 80]);
  assertEquals(where({ HOST: "::1", PORT: "0" }), ["::1", 0]);
  assertEquals(where({ PORT: "65535" })[1], 65_535);
});

Deno.test("readConfig: what cannot be used is said in one line that names the variable", () => {
  for (const value of ["65536", "-1", "", " 80", "80.5", "0x50", "1e3", "http", "80\n", "8\n0"]) {
    const message = refusal({ PORT: value });
    assertStringIncludes(message, "Cannot use PORT: must be a number from 0 to 65535, not ");
  }
  for (const value of ["", "a b", "http://localhost", "local\nhost", "a/b"]) {
    const message = refusal({ HOST: value });
    assertStringIncludes(message, "Cannot use HOST: must be an address or a name, not ");
  }
});

Deno.test("readConfig: on Deno Deploy others come, and nothing can be kept", () => {
  const { host, data, lobby } = read({ DENO_DEPLOYMENT_ID: "x" });
  assertEquals([host, data, lobby], ["0.0.0.0", undefined, false]);
});

Deno.test("readConfig: MUX_ORIGINS is a list of origins, as browsers write them", () => {
  const { origins } = read({ MUX_ORIGINS: "https://example.org, http://a.example:8080,," });
  assertEquals([...origins], ["https://example.org", "http://a.example:8080"]);
  for (
    const value of [
      "example.org",
      "https://example.org/",
      "https://Example.org",
      "https://example.org:443",
      "*",
      "null",
      "file://",
      "https://a.example;https://b.example",
    ]
  ) {
    assertStringIncludes(
      refusal({ MUX_ORIGINS: value }),
      "Cannot use MUX_ORIGINS: must be origins",
    );
  }
});

Deno.test("readConfig: MUX_TRUST_PROXY is on, off, or how many", () => {
  const proxies = ["off", "on", "1", "2"].map((value) => read({ MUX_TRUST_PROXY: value }).proxies);
  assertEquals(proxies, [0, 1, 1, 2]);
  for (const value of ["", "0", "10", "yes", "-1", "1.5"]) {
    assertStringIncludes(
      refusal({ MUX_TRUST_PROXY: value }),
      "Cannot use MUX_TRUST_PROXY: must be",
    );
  }
});

Deno.test("readConfig: TLS needs a certificate and a key", () => {
  assertEquals(read({ TLS_CERT: "c.pem", TLS_KEY: "k.pem" }).tls, { cert: "c.pem", key: "k.pem" });
  assertEquals(
    refusal({ TLS_KEY: "k.pem" }),
    "Cannot use TLS_KEY: TLS_CERT is missing, both are needed",
  );
  assertStringIncludes(refusal({ TLS_CERT: "c.pem" }), "TLS_KEY is missing");
});

Deno.test("readConfig: the lobby is open by default only where nobody else can come", () => {
  const lobby = (variables: Record<string, string>) => read(variables).lobby;
  assertEquals(
    ["127.0.0.1", "localhost", "::1"].map((HOST) => lobby({ HOST })),
    Array(3).fill(true),
  );
  assertEquals(["0.0.0.0", "::", "10.0.0.7"].map((HOST) => lobby({ HOST })), Array(3).fill(false));
  assertEquals([lobby({ MUX_LOBBY: "off" }), lobby({ HOST: "::", MUX_LOBBY: "on" })], [
    false,
    true,
  ]);
  assertStringIncludes(refusal({ MUX_LOBBY: "yes" }), "Cannot use MUX_LOBBY: must be on or off");
});

Deno.test("readConfig: secrets are long, and never shown", () => {
  for (const [name, length] of [["MUX_METRICS_TOKEN", 16], ["MUX_SECRET", 32]] as const) {
    const long = "x".repeat(length);
    const { secret, metricsToken } = read({ [name]: long });
    assertEquals(name === "MUX_SECRET" ? secret : metricsToken, long);
    const message = refusal({ [name]: "swordfish" });
    assertEquals(message, `Cannot use ${name}: must be ${length} characters or longer`);
  }
});

Deno.test("readConfig: every limit has a variable of one scheme, which is checked", () => {
  assertEquals(variableOf("ipFramesPerSecond"), "MUX_MAX_IP_FRAMES_PER_SECOND");
  for (const name of LIMIT_NAMES) {
    const { default: usual, min } = limitOf(name);
    const variable = variableOf(name);
    assert(usual >= min, name);
    assertEquals(read({ [variable]: `${min}` }).limits, { ...DEFAULT_LIMITS, [name]: min });
    for (const value of [`${min - 1}`, "", "-1", "1.5", "1e3", "many", " 9", "9".repeat(20)]) {
      const message = refusal({ [variable]: value });
      assertStringIncludes(message, `Cannot use ${variable}: must be a whole number of ${min}`);
    }
  }
});

Deno.test("readConfig: MUX_LIMITS=off lifts the rates, and how much at a time still counts", () => {
  const { limits } = read({ MUX_LIMITS: "off" });
  assertEquals(limits, lift(DEFAULT_LIMITS));
  assertEquals([limits.framesPerSecond, limits.connectionsPerIp], [Infinity, 1_000]);
  assertEquals(read({ MUX_LIMITS: "on" }).limits, DEFAULT_LIMITS);
});
