/**
 * The peers that we are compared with. They are installed when a benchmark first needs them, outside
 * of the app's own graph: neither deno.lock nor `deno check` sees them.
 *
 * @module
 */

import { createRequire } from "node:module";

/** Exact versions, so that a table can be printed again. */
const PEERS = {
  "ws": "8.23.0",
  "socket.io": "4.8.4",
  "socket.io-client": "4.8.4",
  "bun": "1.4.5",
};

/** The Node that runs npm:ws and Socket.IO's server. */
export const NODE = "node";

const folder = new URL("../../artifacts/peers/", import.meta.url);

/** The folder whose node_modules has the peers; fills it on the first call. */
export async function peersFolder(): Promise<string> {
  const specifiers = Object.entries(PEERS).map(([name, version]) => `${name}@${version}`);
  if (!await isInstalled()) {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(new URL("package.json", folder), '{"private":true}\n');
    const { success, stderr } = await new Deno.Command("npm", {
      args: ["install", "--no-audit", "--no-fund", "--loglevel=error", ...specifiers],
      cwd: folder,
      stdout: "null",
    }).output();
    if (!success) throw new Error(`Cannot install peers: ${new TextDecoder().decode(stderr)}`);
  }
  return folder.pathname;
}

/** Loads a peer's client into this process. It brings no types that we check. */
// deno-lint-ignore no-explicit-any
export async function loadPeer(name: keyof typeof PEERS): Promise<any> {
  return createRequire(`${await peersFolder()}bench.js`)(name);
}

/** Bun's binary. */
export async function bun(): Promise<string> {
  return `${await peersFolder()}node_modules/.bin/bun`;
}

/** Like "ws 8.0.0". */
export async function peerVersions(): Promise<string[]> {
  await peersFolder();
  return Object.entries(PEERS).map(([name, version]) => `${name} ${version}`);
}

async function isInstalled(): Promise<boolean> {
  try {
    for (const [name, version] of Object.entries(PEERS)) {
      const file = new URL(`node_modules/${name}/package.json`, folder);
      if (JSON.parse(await Deno.readTextFile(file)).version !== version) return false;
    }
    return true;
  } catch {
    return false;
  }
}
