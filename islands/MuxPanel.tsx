import { useEffect, useMemo } from "preact/hooks";
import { Announcer } from "../components/Announcer.tsx";
import { browserSession } from "../components/browser.ts";
import { Channels } from "../components/Channels.tsx";
import { Chat } from "../components/Chat.tsx";
import { Controls } from "../components/Controls.tsx";
import { Experiments } from "../components/Experiments.tsx";
import { Doors } from "../components/join/Doors.tsx";
import { Files } from "../components/Files.tsx";
import { Notice } from "../components/Notice.tsx";
import type { RoomSeat } from "../components/join/RoomBar.tsx";
import { People } from "../components/People.tsx";
import { RawFrames } from "../components/RawFrames.tsx";
import { StatusBar } from "../components/StatusBar.tsx";
import { Wire } from "../components/Wire.tsx";

/** How often what is over is let go, in milliseconds. */
const TICK_MS = 1_000;

/**
 * The page: one session, and the views of it.
 *
 * @param room Whose place in which classroom it is. Absent: the open lobby.
 */
export default function MuxPanel({ room }: { room?: RoomSeat }) {
  const session = useMemo(() => browserSession(room ? `/r/${room.code}/ws` : "/ws"), []);
  useEffect(() => {
    session.open();
    const timer = setInterval(() => session.tick(), TICK_MS);
    return () => {
      clearInterval(timer);
      session.close();
    };
  }, []);

  return (
    <>
      <StatusBar session={session} />
      <main>
        <p class="intro">
          One WebSocket carries <b>chat</b>, <b>presence</b>, <b>file</b> and <b>typing</b>{" "}
          as labelled frames. They share the road in turn, and this page takes them apart again.
          Open a second window, say something, and watch.
        </p>
        {!room && <Doors />}
        <Notice session={session} />
        <Wire session={session} />
        <div class="columns">
          <div class="side">
            <Chat session={session} />
            <Controls session={session} />
            <People session={session} />
            <Files session={session} />
          </div>
          <div class="side">
            <RawFrames session={session} />
            <Channels session={session} />
          </div>
        </div>
        <Experiments session={session} />
      </main>
      <Announcer session={session} />
    </>
  );
}
