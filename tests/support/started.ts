/**
 * Starts the server as a process, and ends it.
 *
 * @module
 */

/** A running process. */
export interface Started extends AsyncDisposable {
  readonly port: number;
  /** How it ended. */
  readonly status: Promise<Deno.CommandStatus>;
  kill(signal: Deno.Signal): void;
  /** All that it wrote to stderr, once it has ended: the log. */
  readonly log: Promise<string>;
}

/** Runs tests/support/process.ts, and waits until it listens on a port that is free. */
export async function startProcess(env: Readonly<Record<string, string>> = {}): Promise<Started> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", new URL("./process.ts", import.meta.url).pathname],
    env: { PORT: "0", MUX_DATA: "memory", ...env },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const log = new Response(process.stderr).text();
  const words = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const port = await portIn(words);
  if (port === undefined) throw new Error(`It did not start: ${await log}`);
  return {
    port,
    status: process.status,
    log,
    kill: (signal) => process.kill(signal),
    async [Symbol.asyncDispose]() {
      try {
        process.kill("SIGKILL");
      } catch {
        // It has ended by itself.
      }
      await Promise.all([process.status, words.cancel(), log]);
    },
  };
}

/** The port that it says first. It says nothing more. */
async function portIn(words: ReadableStreamDefaultReader<string>): Promise<number | undefined> {
  let text = "";
  for (let part = await words.read(); !part.done; part = await words.read()) {
    const [, port] = /:(\d+)\/ /.exec(text += part.value) ?? [];
    if (port) return Number(port);
  }
}
