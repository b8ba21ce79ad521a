import { useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import { browserSession, plainSocket } from "../components/browser.ts";
import { Projector } from "../components/class/Projector.tsx";
import type { RoomSeat } from "../components/join/RoomBar.tsx";
import type { OwnServer } from "../components/own/own_session.ts";
import { Panel } from "../components/Panel.tsx";

/** What {@linkcode MuxPanel} is given. */
export interface MuxPanelProps {
  /** Whose place in which classroom it is. Absent: the open lobby. */
  readonly room?: RoomSeat;
  /** Who reads what is said in the lobby, and how long it is kept: the server knows. */
  readonly privacy?: string;
  /** Whether it is for a screen that the whole class looks at. */
  readonly isProjector?: boolean;
}

/** The page of a room of this server, and from the lobby, of a server of somebody's own. */
export default function MuxPanel({ room, privacy, isProjector = false }: MuxPanelProps) {
  const path = room ? `/r/${room.code}/ws` : "/ws";
  const server = useSignal<OwnServer | undefined>(undefined);
  const at = server.value;
  const wasAway = useRef(false);
  if (at) wasAway.current = true;
  const parts = useMemo(
    () =>
      at
        ? at.open()
        : { ...browserSession(path, room !== undefined), connect: () => plainSocket(path) },
    [at],
  );
  if (room && isProjector) return <Projector {...parts} code={room.code} />;
  // Another server is another page: nothing that was said at one is seen at the other.
  const own = { server, isBack: !at && wasAway.current };
  return (
    <Panel
      key={at?.url.href ?? path}
      {...parts}
      room={room}
      privacy={privacy}
      own={room ? undefined : own}
    />
  );
}
