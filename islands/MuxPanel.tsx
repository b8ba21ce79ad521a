import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { Announcer } from "../components/Announcer.tsx";
import { Banner, isTeacher } from "../components/Banner.tsx";
import { browserSession, plainSocket } from "../components/browser.ts";
import { Channels } from "../components/Channels.tsx";
import { Chat } from "../components/Chat.tsx";
import { Controls } from "../components/Controls.tsx";
import { Experiments } from "../components/Experiments.tsx";
import { Doors } from "../components/join/Doors.tsx";
import type { RoomSeat } from "../components/join/RoomBar.tsx";
import { Files } from "../components/Files.tsx";
import { Knobs } from "../components/Knobs.tsx";
import { LabLoader } from "../components/lab/LabLoader.tsx";
import { Notice } from "../components/Notice.tsx";
import { People } from "../components/People.tsx";
import { Powers } from "../components/Powers.tsx";
import { RawFrames } from "../components/RawFrames.tsx";
import { StatusBar } from "../components/StatusBar.tsx";
import { type Tab, Tabs } from "../components/Tabs.tsx";
import { texts } from "../components/texts.ts";
import { Wire } from "../components/Wire.tsx";

/**
 * The page: one session, and the views of it.
 *
 * @param room Whose place in which classroom it is. Absent: the open lobby.
 */
export default function MuxPanel({ room }: { room?: RoomSeat }) {
  const path = room ? `/r/${room.code}/ws` : "/ws";
  const { session, start } = useMemo(() => browserSession(path), []);
  useEffect(start, []);
  /** Where there is little room, one part at a time. */
  const tab = useSignal<Tab>("chat");

  return (
    <>
      <StatusBar session={session} />
      <main data-tab={tab}>
        <Banner session={session} />
        <p class="intro">{texts.intro}</p>
        {!room && <Doors />}
        <Notice session={session} />
        <Wire session={session} />
        <Tabs tab={tab} />
        <div class="columns">
          <div class="side part" data-part="chat">
            {isTeacher(session) && <Powers session={session} />}
            <Chat session={session} />
            <Controls session={session} />
            <People session={session} />
            <Files session={session} />
          </div>
          <div class="side part" data-part="frames">
            <RawFrames session={session} />
            <Channels session={session} />
          </div>
        </div>
        <div class="part side" data-part="lab">
          <Knobs session={session} />
          <Experiments session={session} />
          <LabLoader session={session} connect={() => plainSocket(path)} />
        </div>
      </main>
      <Announcer session={session} />
    </>
  );
}
