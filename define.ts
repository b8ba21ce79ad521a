import { createDefine } from "fresh";
import type { Config } from "./server/config.ts";
import type { Gate } from "./server/gate.ts";
import type { Health } from "./server/health.ts";
import type { Identity } from "./server/identity.ts";
import type { Journal } from "./server/journal.ts";
import type { Metrics } from "./server/metrics.ts";
import type { Room } from "./server/room.ts";
import type { Rooms } from "./server/rooms.ts";

/** What every request can reach. */
export interface State {
  readonly config: Config;
  /** How many may come in, and how fast they may send. */
  readonly gate: Gate;
  readonly health: Health;
  /** The log for whoever runs the server. */
  readonly journal: Journal;
  readonly metrics: Metrics;
  /** The open lobby, where two windows talk at once. Absent: it is off. */
  readonly lobby: Room | undefined;
  /** The classrooms. */
  readonly rooms: Rooms;
  /** Signs and checks who people in classrooms are. */
  readonly identity: Identity;
}

/** Fresh's typed helpers for this app. */
export const define = createDefine<State>();
