/**
 * The real server, `serve.ts`, as a process of its own that can be asked how much memory it uses.
 *
 * @module
 */

import { startTask } from "../../../bench/support/start_task.ts";
import { MARK } from "./mark.ts";

/** Memory of the server's process, in bytes, right after a garbage collection. */
export interface Memory {
  /** All of it, as the kernel counts. */
  readonly rss: number;
  /** JavaScript's objects. */
  readonly heapUsed: number;
  /** Buffers outside of the heap. */
  readonly external: number;
}

/** A server that runs. */
export interface Server extends AsyncDisposable {
  readonly pid: number;
  readonly port: number;
  memory(): Promise<Memory>;
  /** Rejects when it ends, with the last that it printed. */
  readonly end: Promise<never>;
  /** Whether it still runs, and what it printed last. */
  readonly ended: boolean;
  readonly lastLines: readonly string[];
}

const ROOT = new URL("../../../", import.meta.url);
/** Lines of the server that a report of its end shows. */
const KEPT_LINES = 40;
/** How long it may take to say where it listens, and to answer. */
const PATIENCE_MS = 60_000;

/**
 * Starts it on 127.0.0.1 and a port that is free. Its data lie in a folder that is removed at the end.
 *
 * @param settings Environment variables beside those.
 */
export async function startServer(
  settings: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const data = await Deno.makeTempDir({ prefix: "faults-" });
  const { flag, env } = await startTask();
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--allow-all", `${flag},--expose-gc`],
      ...["--preload", new URL("probe.ts", import.meta.url).pathname],
      new URL("serve.ts", ROOT).pathname,
    ],
    cwd: ROOT,
    env: { ...env, HOST: "127.0.0.1", PORT: "0", MUX_DATA: data, ...settings },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const input = child.stdin.getWriter();
  const lines: string[] = [];
  const listening = Promise.withResolvers<number>();
  let answered = Promise.withResolvers<Memory>();
  let ended = false;

  const take = (line: string) => {
    const port = /https?:\/\/[^\s/]+:(\d+)/.exec(line)?.[1];
    if (port !== undefined) listening.resolve(Number(port));
    if (line.startsWith(MARK)) return answered.resolve(JSON.parse(line.slice(MARK.length)));
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
  };
  const reads = [eachLine(child.stdout, take), eachLine(child.stderr, take)];
  const gone = child.status.then(({ code, signal }) => {
    ended = true;
    throw new Error(`The server ended: ${signal ?? code}\n${lines.join("\n")}`);
  });
  gone.catch(() => {});

  const stop = async () => {
    if (!ended) child.kill("SIGKILL");
    await child.status;
    await input.close().catch(() => {});
    await Promise.all(reads);
    await Deno.remove(data, { recursive: true });
  };
  try {
    const port = await inTime(Promise.race([listening.promise, gone]), "say where it listens");
    return {
      pid: child.pid,
      port,
      async memory() {
        answered = Promise.withResolvers();
        await input.write(new TextEncoder().encode("\n"));
        return await inTime(Promise.race([answered.promise, gone]), "say how much memory it uses");
      },
      end: gone,
      get ended() {
        return ended;
      },
      lastLines: lines,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function eachLine(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  take: (line: string) => void,
) {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    lines.forEach(take);
  }
  if (rest) take(rest);
}

async function inTime<T>(promise: Promise<T>, doing: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`The server did not ${doing}`)), PATIENCE_MS);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
