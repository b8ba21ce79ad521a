/**
 * What a fault is to `deno task faults`: something that goes wrong for the server, and figures that
 * say what came of it.
 *
 * @module
 */

/** One line of the table. */
export interface Figure {
  readonly what: string;
  /** What was found, with its unit. */
  readonly value: string;
  /** What it has to be, in words. Absent: it is only told. */
  readonly bound?: string;
  /** Whether it is so. */
  readonly holds?: boolean;
}

/** How a fault is run. */
export interface FaultOptions {
  /** The same seed makes the same inputs. */
  readonly seed: number;
  /** A run of seconds instead of minutes. */
  readonly short: boolean;
  /** How often something is done, for faults that do one thing again and again. Default: their own. */
  readonly times: number | undefined;
  /** Tells a person who waits how far it is. */
  readonly note: (line: string) => void;
}

/** Runs against a server of its own on 127.0.0.1, stops by itself, and leaves nothing behind. */
export type Fault = (options: FaultOptions) => Promise<readonly Figure[]>;

/** A figure that has to be at most so much. */
export function atMost(what: string, value: number, most: number, unit = ""): Figure {
  return {
    what,
    value: withUnit(value, unit),
    bound: `at most ${withUnit(most, unit)}`,
    holds: value <= most,
  };
}

/** A figure that has to be exactly so much. */
export function exactly(what: string, value: number, wanted: number, unit = ""): Figure {
  return {
    what,
    value: withUnit(value, unit),
    bound: withUnit(wanted, unit),
    holds: value === wanted,
  };
}

/** A figure that is only told. */
export function told(what: string, value: number | string, unit = ""): Figure {
  return { what, value: typeof value === "string" ? value : withUnit(value, unit) };
}

/** Bytes as megabytes, for a figure. */
export function megabytes(bytes: number): number {
  return bytes / 1e6;
}

function withUnit(value: number, unit: string): string {
  const shown = Number.isInteger(value)
    ? value.toLocaleString("en")
    : Number(value.toPrecision(3)).toLocaleString("en");
  return unit ? `${shown} ${unit}` : shown;
}
