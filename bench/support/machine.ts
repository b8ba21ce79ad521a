/**
 * What a figure depends on: the machine and the versions of what ran.
 *
 * @module
 */

import { NODE, peerVersions } from "./peers.ts";

/** One paragraph that says on what the figures below it were measured. */
export async function describeMachine({ withPeers = true } = {}): Promise<string> {
  const model = /^model name\s*: (.*)$/m.exec(await read("/proc/cpuinfo"))?.[1] ?? Deno.build.arch;
  const memory = Math.round(Deno.systemMemoryInfo().total / 2 ** 30);
  const machine = `${navigator.hardwareConcurrency} cores (${model}), ${memory} GiB, ` +
    `${Deno.build.os} ${Deno.osRelease()}`;
  const versions = [`Deno ${Deno.version.deno} (V8 ${Deno.version.v8})`];
  if (withPeers) versions.push(`Node ${await nodeVersion()}`, ...await peerVersions());
  return `${machine}. ${versions.join(", ")}. ${new Date().toISOString().slice(0, 10)}.`;
}

async function nodeVersion(): Promise<string> {
  const { stdout } = await new Deno.Command(NODE, { args: ["--version"] }).output();
  return new TextDecoder().decode(stdout).trim().slice(1);
}

async function read(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch {
    return "";
  }
}
