import { createDefine } from "fresh";
import type { Room } from "./server/room.ts";

/** What every request can reach. */
export interface State {
  /** The open lobby, where two windows talk at once. */
  readonly room: Room;
  /** The address that the server is bound to: it decides which origins may open a socket. */
  readonly host: string;
}

/** Fresh's typed helpers for this app. */
export const define = createDefine<State>();
