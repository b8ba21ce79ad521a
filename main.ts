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
import { Identity } from "./server/identity.ts";
import { Journal } from "./server/journal.ts";
import { openStore } from "./server/logs/open.ts";
import { Metrics } from "./server/metrics.ts";
import { Room } from "./server/room.ts";
import { Rooms } from "./server/rooms.ts";
import type { RunOptions } from "./server/run.ts";
import { keyFor } from "./server/secret.ts";

const config = readConfig((name) => Deno.env.get(name));
// To stderr: stdout is for the one line that says where to look.
const journal = new Journal({ write: (line) => console.error(line) });
const health = new Health();

/** What is kept of the rooms. To be closed in the end. */
export const store = openStore(config.data);

store.onFailure(({ message: reason }) => {
  const warning = "Nothing can be kept any more: rooms are read-only until a start in good order";
  journal.note("storage", { warning, reason, data: config.data });
  health.watch("storage", () => reason);
});

/** What the lobby is called among the rooms that are kept: no code is like it. */
const LOBBY = "lobby";

const { ownChannels } = config.limits;

/** What this process serves. */
export const state: State = {
  config,
  gate: new Gate(config.limits, undefined, journal),
  health,
  journal,
  metrics: new Metrics(() => state),
  lobby: config.lobby ? new Room({ store: store.open(LOBBY), ownChannels }) : undefined,
  rooms: new Rooms({ store, limits: config.limits, journal }),
  identity: new Identity(keyFor(config)),
};

/** What Fresh's build serves. */
export const app = createApp(state);

/** What the process runs, but for the handler, which is the build's. */
export const running: Omit<RunOptions, "handler"> = {
  ...state,
  rooms: state.lobby ? [state.lobby, state.rooms] : [state.rooms],
  hourly: () => state.rooms.sweep(),
  flush: () => store.close(),
};
