/**
 * What a process has used, seen from outside: the same way for every server.
 *
 * @module
 */

/** CPU time since the process began, and memory now. */
export interface Usage {
  /** Microseconds, user and system, of all threads, also of those that ended. */
  readonly cpu: number;
  /** Resident bytes. */
  readonly rss: number;
}

/** /proc counts CPU time in ticks of 10 ms on every Linux that we know. */
const TICK_US = 10_000;

/** Reads /proc. */
export async function usageOf(pid: number): Promise<Usage> {
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
  // After the name, which is in parentheses and may hold spaces: field 3 and on.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  return {
    cpu: (Number(fields[11]) + Number(fields[12])) * TICK_US,
    rss: Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024,
  };
}

/** A child that says one line when it is ready, and is ended with its `using`. */
export interface Child extends AsyncDisposable {
  readonly pid: number;
  /** The first line that it printed. */
  readonly line: string;
  /** What it printed after that line, once it has ended. */
  readonly rest: Promise<string>;
}

/** Starts a process, with what is said beside our own environment, and waits for its first line. */
export async function start(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const child = new Deno.Command(command, { args: [...args], env, stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("\n")) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`Cannot start ${command} ${args.join(" ")}: it said "${text}"`);
    text += value;
  }
  const end = text.indexOf("\n");
  const rest = (async () => {
    let more = text.slice(end + 1);
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return more;
      more += value;
    }
  })();
  return {
    pid: child.pid,
    line: text.slice(0, end),
    rest,
    async [Symbol.asyncDispose]() {
      try {
        child.kill("SIGKILL");
      } catch {
        // It has ended by itself.
      }
      await child.status;
    },
  };
}
