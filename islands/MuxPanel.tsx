import { useMemo } from "preact/hooks";
import { browserSession, plainSocket } from "../components/browser.ts";
import { Projector } from "../components/class/Projector.tsx";
import type { RoomSeat } from "../components/join/RoomBar.tsx";
import { Panel } from "../components/Panel.tsx";

/** What {@linkcode MuxPanel} is given. */
export interface MuxPanelProps {
  /** Whose place in which classroom it is. Absent: the open lobby. */
  readonly room?: RoomSeat;
  /** Whether it is for a screen that the whole class looks at. */
  readonly isProjector?: boolean;
}

/** The page of a room of this server. */
export default function MuxPanel({ room, isProjector = false }: MuxPanelProps) {
  const path = room ? `/r/${room.code}/ws` : "/ws";
  const parts = useMemo(() => browserSession(path), []);
  if (room && isProjector) return <Projector {...parts} code={room.code} />;
  return <Panel {...parts} connect={() => plainSocket(path)} room={room} />;
}
