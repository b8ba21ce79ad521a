/**
 * Loaded into the server's process beside `serve.ts`, which knows nothing of it: answers each line on
 * standard input with the memory in use, after a garbage collection.
 *
 * @module
 */

import { MARK } from "./mark.ts";

/** There with `--v8-flags=--expose-gc`. */
declare const gc: () => void;

async function answer(): Promise<void> {
  for await (const _ of Deno.stdin.readable) {
    // Twice: what the first one finalizes, the second one frees.
    gc();
    await new Promise((turn) => setTimeout(turn, 0));
    gc();
    console.log(MARK + JSON.stringify(Deno.memoryUsage()));
  }
  // Whoever started the server is gone: it must not stay behind.
  Deno.exit(0);
}

// Later, and without being waited for: the server's module runs once nothing of this one is due.
Deno.unrefTimer(setTimeout(() => void answer(), 0));
