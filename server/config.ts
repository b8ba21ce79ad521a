/**
 * The settings, read from the environment once.
 *
 * @module
 */

import { lift, limitOf, type Limits, limitsBy, variableOf } from "./limit_table.ts";
import { isLoopback } from "./origin.ts";

/** How the server is set up. */
export interface Config {
  /** The address to listen on. `HOST`, default 127.0.0.1: only this machine. On Deno Deploy 0.0.0.0. */
  readonly host: string;
  /** The port to listen on, 0 for any that is free. `PORT`, default 8765, the course's. */
  readonly port: number;
  /** Origins whose pages may come beside our own. `MUX_ORIGINS`, a list with commas. */
  readonly origins: ReadonlySet<string>;
  /** Proxies of ours in front, 0 for none: so many entries of X-Forwarded-For count. `MUX_TRUST_PROXY`. */
  readonly proxies: number;
  /** Files with the certificate and its key, in PEM. `TLS_CERT` and `TLS_KEY`, both or none. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** Whether there is an open lobby. `MUX_LOBBY`, default on where only this machine can come. */
  readonly lobby: boolean;
  /**
   * The folder in which rooms are kept. `MUX_DATA`, default ./data; absent for `memory`, which is the
   * default on Deno Deploy: there is no disk that would outlive an instance.
   */
  readonly data: string | undefined;
  /** What tokens are signed with. `MUX_SECRET`, default one that is made and kept beside the rooms. */
  readonly secret: string | undefined;
  /** What opens `/metrics` to other machines. `MUX_METRICS_TOKEN`, default none: only to this one. */
  readonly metricsToken: string | undefined;
  /** `MUX_MAX_…`, and `MUX_LIMITS=off` to lift the rates. */
  readonly limits: Limits;
}

/** A setting that cannot be used. Its message is one line for the person at the terminal. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Looks a variable up: `Deno.env.get`, or a map's `get` in a test. */
export type Get = (name: string) => string | undefined;

/** Secrets shorter than these could be guessed: online, and by who has a token signed with it. */
const MIN_LENGTH = { MUX_METRICS_TOKEN: 16, MUX_SECRET: 32 } as const;

/**
 * Reads the settings.
 *
 * @throws {ConfigError} If a variable has a value that cannot be used.
 */
export function readConfig(get: Get): Config {
  // Instances of Deno Deploy say so. They have an edge in front, and no disk of their own.
  const isDeployed = get("DENO_DEPLOYMENT_ID") !== undefined;
  const host = readHost(get("HOST") ?? (isDeployed ? "0.0.0.0" : "127.0.0.1"));
  return {
    host,
    port: readPort(get("PORT")),
    origins: readOrigins(get("MUX_ORIGINS")),
    proxies: readProxies(get("MUX_TRUST_PROXY")),
    tls: readTls(get("TLS_CERT"), get("TLS_KEY")),
    lobby: readSwitch("MUX_LOBBY", get("MUX_LOBBY"), isLoopback(host)),
    data: readData(get("MUX_DATA") ?? (isDeployed ? "memory" : "./data")),
    secret: readSecret("MUX_SECRET", get("MUX_SECRET")),
    metricsToken: readSecret("MUX_METRICS_TOKEN", get("MUX_METRICS_TOKEN")),
    limits: readLimits(get),
  };
}

function readHost(value: string): string {
  if (/^[\w.:-]+$/.test(value)) return value;
  throw unusable("HOST", "an address or a name", value);
}

function readPort(value = "8765"): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw unusable("PORT", "a number from 0 to 65535", value);
}

function readOrigins(value = ""): ReadonlySet<string> {
  const listed = value.split(",").map((item) => item.trim()).filter((item) => item !== "");
  for (const item of listed) {
    // Compared as text with what browsers send, so it has to be written as they write it.
    if (URL.canParse(item) && new URL(item).origin === item && /^https?:/.test(item)) continue;
    throw unusable("MUX_ORIGINS", 'origins like "https://example.org", with commas', item);
  }
  return new Set(listed);
}

function readProxies(value = "off"): number {
  if (value === "off") return 0;
  if (value === "on") return 1;
  if (/^[1-9]$/.test(value)) return Number(value);
  throw unusable("MUX_TRUST_PROXY", "on, off, or how many proxies, 1 to 9", value);
}

function readTls(cert?: string, key?: string): Config["tls"] {
  if (cert && key) return { cert, key };
  if (!cert && !key) return undefined;
  const [set, missing] = cert ? ["TLS_CERT", "TLS_KEY"] : ["TLS_KEY", "TLS_CERT"];
  throw new ConfigError(`Cannot use ${set}: ${missing} is missing, both are needed`);
}

function readSwitch(name: string, value: string | undefined, fallback: boolean): boolean {
  if (value === undefined) return fallback;
  if (value === "on" || value === "off") return value === "on";
  throw unusable(name, "on or off", value);
}

function readData(value: string): string | undefined {
  if (value === "") throw unusable("MUX_DATA", 'a folder, or "memory"', value);
  return value === "memory" ? undefined : value;
}

function readSecret(name: keyof typeof MIN_LENGTH, value: string | undefined): string | undefined {
  if (value === undefined || value.length >= MIN_LENGTH[name]) return value;
  // It is a secret, so it is not shown.
  throw new ConfigError(`Cannot use ${name}: must be ${MIN_LENGTH[name]} characters or longer`);
}

function readLimits(get: Get): Limits {
  const limits = limitsBy((name) => {
    const { default: fallback, min } = limitOf(name);
    const value = get(variableOf(name));
    if (value === undefined) return fallback;
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= min && Number.isSafeInteger(number)) return number;
    throw unusable(variableOf(name), `a whole number of ${min} or more`, value);
  });
  return readSwitch("MUX_LIMITS", get("MUX_LIMITS"), true) ? limits : lift(limits);
}

function unusable(name: string, wanted: string, value: string): ConfigError {
  return new ConfigError(`Cannot use ${name}: must be ${wanted}, not ${JSON.stringify(value)}`);
}
