import { useEffect, useMemo } from "preact/hooks";
import { systemClock } from "../../lib/clock.ts";
import type { Socket } from "../../lib/link.ts";
import type { ChannelSet } from "../../lib/parse.ts";
import { FrameEditor } from "./FrameEditor.tsx";
import { HandSocket } from "./hand_socket.ts";

/** What {@linkcode ByHand} is given. */
export interface ByHandProps {
  readonly connect: () => Socket;
  readonly known: ChannelSet;
}

/** A frame by hand, on a socket of its own, and what the server says to it. */
export function ByHand({ connect, known }: ByHandProps) {
  const hand = useMemo(
    () => new HandSocket({ connect, clock: systemClock, random: Math.random }),
    [],
  );
  useEffect(() => () => hand.close(), [hand]);
  return (
    <>
      <FrameEditor known={known} onSend={(text) => hand.send(text)} onEdit={() => hand.forget()} />
      <p class="hint" role="status">{hand.answer}</p>
    </>
  );
}
