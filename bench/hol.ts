/**
 * How long a line of chat takes while a file goes over the same socket (head-of-line blocking).
 * The roles are processes of their own, for two hosts, or for the namespaces of bench/netns.sh:
 *
 *     hol.ts server MODE --port P
 *     hol.ts recv HOST:P --mode MODE
 *     hol.ts send HOST:P --mode MODE --mb 16 --chat-ms 50 --readers 1
 *     hol.ts table FILE            the lines that receivers printed, as Markdown
 *     hol.ts prepare               installs the peers, for where there is no network later
 *
 * @module
 */

import { fail, readArguments } from "./support/args.ts";
import { serve } from "./support/host.ts";
import { holTable } from "./support/hol_table.ts";
import { peersFolder } from "./support/peers.ts";
import { SERVER_OF } from "./support/talk.ts";
import { receive, send } from "./support/transfer.ts";

const { words: [role = "", target = ""], ...options } = readArguments(Deno.args);
const transfer = {
  mode: options.text("mode", "mux"),
  address: target,
  patienceMs: options.number("patience-s", 60) * 1000,
};

// Whatever hangs, also before the first byte: a run ends by itself.
if (role !== "server") {
  setTimeout(() => fail(`Gave up: ${role} took too long`), 2 * transfer.patienceMs);
}

if (role === "server") {
  const mode = SERVER_OF[target] ?? fail(`Cannot serve "${target}": no such mode`);
  await serve(mode, options.number("port", 8900));
} else if (role === "recv") {
  const report = await receive(transfer);
  // What the caller knows about the run goes into its line.
  console.log(JSON.stringify({ ...JSON.parse(options.text("label", "{}")), ...report }));
} else if (role === "send") {
  await send({
    ...transfer,
    bytes: options.number("mb", 16) * 2 ** 20,
    chatMs: options.number("chat-ms", 50),
    readers: options.number("readers", 1),
  });
} else if (role === "table") {
  console.log(await holTable(await Deno.readTextFile(target)));
} else if (role === "prepare") {
  await peersFolder();
} else {
  fail(`Cannot play "${role}": want server, recv, send, table or prepare`);
}
Deno.exit(0);
