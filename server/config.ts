/**
 * The settings, read from the environment once.
 *
 * @module
 */

/** How the server is set up. */
export interface Config {
  /** The address to listen on. `HOST`, default 127.0.0.1: only this machine. */
  readonly host: string;
  /** The port to listen on, 0 for any that is free. `PORT`, default 8765, the course's. */
  readonly port: number;
}

/** A setting that cannot be used. Its message is one line for the person at the terminal. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads the settings.
 *
 * @param get Looks a variable up: `Deno.env.get`, or a map's `get` in a test.
 * @throws {ConfigError} If a variable has a value that cannot be used.
 */
export function readConfig(get: (name: string) => string | undefined): Config {
  return { host: readHost(get("HOST")), port: readPort(get("PORT")) };
}

function readHost(value = "127.0.0.1"): string {
  if (/^[\w.:-]+$/.test(value)) return value;
  throw new ConfigError(
    `Cannot use HOST: must be an address or a name, not ${JSON.stringify(value)}`,
  );
}

function readPort(value = "8765"): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new ConfigError(
    `Cannot use PORT: must be a number from 0 to 65535, not ${JSON.stringify(value)}`,
  );
}
