/**
 * The app of this process, around its state.
 *
 * @module
 */

import { createApp } from "./app.ts";
import type { State } from "./define.ts";
import { readConfig } from "./server/config.ts";
import { Gate } from "./server/gate.ts";
import { Health } from "./server/health.ts";
import { Identity, MIN_KEY_BYTES } from "./server/identity.ts";
import { Journal } from "./server/journal.ts";
import { MemoryStore } from "./server/logs/memory_store.ts";
import { Room } from "./server/room.ts";
import { Rooms } from "./server/rooms.ts";

const config = readConfig((name) => Deno.env.get(name));

/** What this process serves. */
export const state: State = {
  config,
  gate: new Gate(config.limits),
  health: new Health(),
  // To stderr: stdout is for the one line that says where to look.
  journal: new Journal({ write: (line) => console.error(line) }),
  lobby: new Room(),
  rooms: new Rooms({ store: new MemoryStore(), limits: config.limits }),
  identity: new Identity(crypto.getRandomValues(new Uint8Array(MIN_KEY_BYTES))),
};

/** What Fresh's build serves. */
export const app = createApp(state);
