/**
 * A server that can be killed.
 *
 * @module
 */

/** One life of it. */
export interface Life {
  readonly port: number;
  /** What it wrote to its log, once it has ended. */
  readonly log: Promise<string>;
  /** SIGKILL. Resolves once it is gone. Calling it again does nothing. */
  kill(): Promise<void>;
}

const SERVER = new URL("../../../serve.ts", import.meta.url).pathname;

/** Starts the built server, with these environment variables beside others. */
export async function startLife(env: Readonly<Record<string, string>>): Promise<Life> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--allow-all", SERVER],
    env: { HOST: "127.0.0.1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const log = new Response(process.stderr).text();
  const words = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let gone: Promise<void> | undefined;
  const kill = async () => {
    try {
      process.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await process.status;
    await Promise.all([words.cancel(), log]);
  };
  const life = { log, kill: () => gone ??= kill() };
  for (let text = "";;) {
    const { value, done } = await words.read();
    if (done) throw new Error(`The server did not start: ${await log}`);
    const port = /:(\d+)\/ /.exec(text += value)?.[1];
    if (port) return { ...life, port: Number(port) };
  }
}
