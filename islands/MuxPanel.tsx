import { useMemo } from "preact/hooks";
import { browserSession, plainSocket } from "../components/browser.ts";
import type { RoomSeat } from "../components/join/RoomBar.tsx";
import { Panel } from "../components/Panel.tsx";

/**
 * The page of a room of this server.
 *
 * @param room Whose place in which classroom it is. Absent: the open lobby.
 */
export default function MuxPanel({ room }: { room?: RoomSeat }) {
  const path = room ? `/r/${room.code}/ws` : "/ws";
  const parts = useMemo(() => browserSession(path), []);
  return <Panel {...parts} connect={() => plainSocket(path)} room={room} />;
}
