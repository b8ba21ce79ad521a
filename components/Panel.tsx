import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { LessonValues } from "../lib/commands.ts";
import type { Socket } from "../lib/link.ts";
import { Announcer } from "./Announcer.tsx";
import { Banner } from "./Banner.tsx";
import type { BrowserSession } from "./browser.ts";
import { Channels } from "./Channels.tsx";
import { Chat } from "./Chat.tsx";
import { ClassBet } from "./class/ClassBet.tsx";
import { ForTeacher } from "./class/ForTeacher.tsx";
import { useClass } from "./class/use_class.ts";
import { Controls } from "./Controls.tsx";
import { Doors } from "./join/Doors.tsx";
import { RoomBar, type RoomSeat } from "./join/RoomBar.tsx";
import { useDesigns } from "./lab/use_designs.ts";
import { Fold, Later, Near } from "./Later.tsx";
import { useNear } from "./use_near.ts";
import { useLinkedPart } from "./linked_part.ts";
import { Notice } from "./Notice.tsx";
import { inOwnTask, ownTask } from "./own_task.ts";
import type { OwnServerCardProps, OwnServerProps } from "./own/OwnServer.tsx";
import { People } from "./People.tsx";
import { RawFrames } from "./RawFrames.tsx";
import type { Session } from "./session.ts";
import { StatusBar } from "./StatusBar.tsx";
import { isOnePartAtATime, type Tab, Tabs } from "./Tabs.tsx";
import { texts } from "./texts/page.ts";
import { guardTransfers } from "./transfer.ts";
import { Wire } from "./Wire.tsx";

// Most who come want to talk: what is further down is loaded when they come there, or open it.
const loadKnobs = async () => ({ default: (await import("./near_cards.ts")).Knobs });
const loadExperiments = async () => ({ default: (await import("./near_cards.ts")).Experiments });
const loadOwnServer = () => import("./own/OwnServer.tsx");
const loadFiles = () => import("./Files.tsx");
const loadLab = () => import("./lab/Lab.tsx");

// In this order: what is seen first comes first.
const LiveWire = inOwnTask(Wire);
const LiveChat = inOwnTask(Chat);
const LiveControls = inOwnTask(Controls);
const LivePeople = inOwnTask(People);
const LiveFrames = inOwnTask(RawFrames);
const LiveChannels = inOwnTask(Channels);

/** What the page is given. */
export interface PanelProps extends BrowserSession {
  /** A socket of the plain wire to the same room. */
  readonly connect: () => Socket;
  /** Whose place in which classroom it is. Absent: the open lobby, or nobody else's room. */
  readonly room?: RoomSeat | undefined;
  /** Of the lobby: see {@linkcode Doors}. */
  readonly privacy?: string | undefined;
  /** Whether the room is in this page, with nobody real in it. */
  readonly isSolo?: boolean;
  /** What the page says of itself, where it is no room of a server. */
  readonly intro?: string;
  /** The way to a server of one's own, where there is one. */
  readonly own?: OwnServerProps | undefined;
}

/** The page: one session, and the views of it. */
export function Panel(props: PanelProps) {
  const { session, start, connect, room, privacy, isSolo = false, intro, own } = props;
  useEffect(() => whenAlive(start), []);
  useDesigns(session);
  const isMine = (from: string) => session.isMine(from);
  useEffect(() =>
    guardTransfers(session.outbound.sending, {
      page: globalThis,
      document,
      wakeLock: navigator.wakeLock,
    }), []);
  const reporter = useClass(session, room?.code);
  /** Where there is little room, one part at a time. */
  const tab = useSignal<Tab>(own?.isBack ? "lab" : "chat");
  const unread = useSignal(0);
  useLinkedPart(tab);

  /** Whoever opens the page is here. */
  const isLobby = !room && !isSolo && !own?.server.value;

  return (
    <>
      {room && <RoomBar seat={room} session={session} />}
      <StatusBar session={session} />
      <main data-tab={tab}>
        <Banner session={session} />
        {room && <ForTeacher session={session} code={room.code} role={room.role} />}
        {reporter && <ClassBet session={session} reporter={reporter} />}
        <p class="intro">{intro ?? (room ? texts.inClass : texts.intro)}</p>
        {isSolo && (
          <p class="home">
            <a href="/">{texts.toLobby}</a>
          </p>
        )}
        {own?.server.value && <Own {...own} isMine={isMine} />}
        <Notice session={session} />
        <LiveWire session={session} onFilter={() => goToFilter(tab)} />
        {isLobby && <Doors privacy={privacy} />}
        <Tabs tab={tab} unread={unread} />
        <div class="columns">
          <div class="side part" data-part="chat">
            <LiveChat session={session} unread={unread} />
            <LiveControls session={session} />
            <LivePeople session={session} isLobby={isLobby} />
            <Files session={session} />
          </div>
          <Frames session={session} tab={tab} />
        </div>
        <div class="part side" data-part="lab">
          <Near
            id="knobs"
            class="card knobs"
            title={texts.knobs.title}
            load={loadKnobs}
            props={{ session }}
          />
          <Near
            id="experiments"
            class="card experiments"
            title={texts.experiments.title}
            load={loadExperiments}
            props={{ session }}
          />
          <Fold
            id="more"
            class="more"
            title={texts.closed.more.title}
            hint={texts.closed.more.hint}
            load={loadLab}
            props={{
              session,
              connect,
              isSolo,
              onReport: reporter && ((values: LessonValues) => reporter.report(values)),
            }}
          />
          {own && !own.server.value && <Own {...own} isMine={isMine} />}
        </div>
      </main>
      <Announcer session={session} />
    </>
  );
}

/** A phone may show another part of the page, and may not have rendered this one. */
function goToFilter(tab: Signal<Tab>): void {
  tab.value = "frames";
  requestAnimationFrame(async () => {
    // After the task in which it comes to life.
    await ownTask();
    document.getElementById("filter-text")?.focus();
  });
}

/** Frames, and what they make up. Where parts are shown one at a time, it is not the first one. */
function Frames({ session, tab }: { session: Session; tab: Signal<Tab> }) {
  const place = useRef<HTMLDivElement>(null);
  const isNear = useNear(place, !isOnePartAtATime());
  return (
    <div ref={place} class="side part" data-part="frames">
      {(isNear.value || tab.value === "frames") && (
        <>
          <LiveFrames session={session} />
          <LiveChannels session={session} />
        </>
      )}
    </div>
  );
}

/** What came and what is on its way, loaded with the first file. */
function Files({ session }: { session: Session }) {
  const { files, outbound } = session;
  if (files.value.length + outbound.sending.value.length === 0) return null;
  const around = (said: ComponentChildren) => <section class="card files">{said}</section>;
  return <Later load={loadFiles} props={{ session }} around={around} />;
}

/** So that all parts are alive before the socket opens. Returns how to end it. */
function whenAlive(start: () => () => void): () => void {
  let isOver = false;
  let end = () => {};
  ownTask().then(() => {
    if (!isOver) end = start();
  });
  return () => {
    isOver = true;
    end();
  };
}

/**
 * At one's own server it is what the page is about, so it stands on top. Before that few look for it.
 * Who comes back goes on where they left.
 */
function Own({ isBack, ...own }: OwnServerProps & OwnServerCardProps) {
  return (
    <Fold
      id="own"
      class="card own"
      title={texts.closed.own.title}
      isOpen={own.server.value !== undefined}
      hasFocus={isBack}
      load={loadOwnServer}
      props={own}
    />
  );
}
