/**
 * The command lines of the benchmarks: `ROLE [URL] --name value …`.
 *
 * @module
 */

/** What a command line says. */
export interface Arguments {
  /** The words before the first option. */
  readonly words: readonly string[];
  /** The text of `--name`, or `otherwise`. */
  text(name: string, otherwise: string): string;
  /** The number of `--name`, or `otherwise`. Ends the process where it is none. */
  number(name: string, otherwise: number): number;
  /** The list of `--name a,b,c`, or `otherwise`. */
  list(name: string, otherwise: readonly string[]): readonly string[];
}

/** Reads a command line. */
export function readArguments(args: readonly string[]): Arguments {
  const start = args.findIndex((arg) => arg.startsWith("--"));
  const words = start < 0 ? args : args.slice(0, start);
  const options = new Map<string, string>();
  for (let at = words.length; at < args.length; at += 2) {
    const name = args[at]!, value = args[at + 1];
    if (!name.startsWith("--") || value === undefined) {
      fail(`Cannot read "${name}": want --name value`);
    }
    options.set(name.slice(2), value);
  }
  const text = (name: string, otherwise: string) => options.get(name) ?? otherwise;
  return {
    words,
    text,
    number(name, otherwise) {
      const value = Number(text(name, `${otherwise}`));
      return Number.isFinite(value) ? value : fail(`Cannot read --${name}: not a number`);
    },
    list: (name, otherwise) => options.get(name)?.split(",") ?? otherwise,
  };
}

/** Says what is wrong, in one line, and ends the process. */
export function fail(message: string): never {
  console.error(message);
  Deno.exit(2);
}
