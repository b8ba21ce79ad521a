import "../loaded.ts";
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { CHANNELS } from "../../lib/channels.ts";
import { type LessonValues, personOf } from "../../lib/commands.ts";
import type { Socket } from "../../lib/link.ts";
import type { ChannelDesign, OwnChannel } from "../../lib/own_channels.ts";
import type { ChannelSet } from "../../lib/parse.ts";
import { isLed, isTeacher } from "../Banner.tsx";
import { Fold, Later } from "../Later.tsx";
import type { Session } from "../session.ts";
import type { TryIt } from "./bets.ts";
import { designOf, designs, made } from "./designs.ts";
import type { Replayed } from "./lesson_view.ts";
import type { LoggedFrame } from "./log.ts";
import { Missions } from "./Missions.tsx";
import { type Progress, progressIn } from "./missions.ts";
import { reportProgress, reportVote } from "./reports.ts";
import { labTexts } from "../texts/lab.ts";
import { texts } from "../texts/page.ts";

// Each shows its card, when somebody opens it or does what shows it.
const loadBets = async () => ({ default: (await import("./cards.ts")).Bets });
const loadCompare = async () => ({ default: (await import("./cards.ts")).Compare });
const loadLesson = async () => ({ default: (await import("./cards.ts")).LessonFile });
const loadPlayer = async () => ({ default: (await import("./cards.ts")).LessonPlayer });
const loadFork = async () => ({ default: (await import("./cards.ts")).ForkCard });
const loadByHand = async () => ({ default: (await import("./cards.ts")).ByHand });
const loadDesigner = async () => ({ default: (await import("./cards.ts")).ChannelDesigner });
const loadFaults = async () => ({ default: (await import("./cards.ts")).Faults });
const loadBytes = async () => ({ default: (await import("./cards.ts")).BytesView });

/** How often the log is looked through for what is done, in milliseconds: it can be long. */
const CHECK_MS = 1_000;

/** What {@linkcode Lab} is given. */
export interface LabProps {
  readonly session: Session;
  /** A socket of the plain wire to the same room, for frames by hand. */
  readonly connect: () => Socket;
  /** Whether the room is the one in this page, where everybody leads. */
  readonly isSolo?: boolean;
  /** Tells a class's server what was bet and done. In the lobby nobody takes it. */
  readonly onReport?: ((values: LessonValues) => void) | undefined;
}

/** All that there is to try, around one session. */
export default function Lab({ session, connect, isSolo = false, onReport }: LabProps) {
  const { views } = labTexts;
  const played = useSignal<Replayed | undefined>(undefined);
  /** What had the focus when the player came, and has it again when that is closed. */
  const opener = useRef<Element | null>(null);
  const play = (replayed: Replayed) => {
    if (!played.value) opener.current = document.activeElement;
    played.value = replayed;
  };

  const tryIt = ({ chunkSize, order, messages }: TryIt) => {
    session.chunkSize.value = chunkSize;
    session.order.value = order;
    session.send(...messages.map(({ channel, data }) => ({ channel, data })));
  };

  return (
    <>
      <Done session={session} isSolo={isSolo} onReport={onReport} />
      <Fold
        id="bets"
        class="card bets"
        title={views.bets.title}
        load={loadBets}
        props={{
          onTry: tryIt,
          noTry: isLed(session) ? texts.knobs.notNow : undefined,
          onVote: (vote) => onReport?.(reportVote(vote)),
        }}
      />
      <Fold
        id="compare"
        class="card compare experiments"
        title={views.compare.title}
        load={loadCompare}
        props={{ log: () => session.time.log }}
      />
      <Fold
        id="lesson"
        class="card lesson"
        title={views.lesson.title}
        load={loadLesson}
        props={{
          now: () => ({ frames: session.time.shown.peek().frames, me: session.me.peek() }),
          onOpen: ({ title = views.player.lesson, frames: log, me }) => play({ title, log, me }),
        }}
      />
      <PausedFork session={session} onPlay={play} />
      <Replay session={session} played={played} opener={opener} />
      <Fold
        id="editor"
        class="card editor"
        title={views.editor.title}
        load={loadByHand}
        props={{ connect, known: HERE }}
      />
      <Designer session={session} isSolo={isSolo} />
      {isSolo && (
        <Later
          load={loadFaults}
          props={{
            onInject: (rules) => session.command({ channel: "$", type: "faults", rules }),
          }}
        />
      )}
      <SelectedBytes session={session} />
    </>
  );
}

// Each of these looks at something that changes often, so that nothing else is drawn again for it.

interface ReplayProps {
  readonly session: Session;
  readonly played: Signal<Replayed | undefined>;
  readonly opener: { readonly current: Element | null };
}

function Replay({ session, played, opener }: ReplayProps) {
  const replayed = played.value;
  if (!replayed) return null;
  const close = () => {
    played.value = undefined;
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  const fork = (log: readonly LoggedFrame[]) =>
    played.value = { ...replayed, title: labTexts.views.player.fork, log };
  return (
    <Later
      load={loadPlayer}
      props={{ played: replayed, knobs: knobsOf(session), onFork: fork, onClose: close }}
    />
  );
}

interface PausedForkProps {
  readonly session: Session;
  readonly onPlay: (replayed: Replayed) => void;
}

/** From a frame of the page's own log on, as from one of a lesson. */
function PausedFork({ session, onPlay }: PausedForkProps) {
  const { phase } = session.time.shown.value;
  const n = session.selected.value;
  if (phase === "live" || n === undefined) return null;
  const fork = (log: readonly LoggedFrame[]) =>
    onPlay({ title: labTexts.views.player.fork, log, of: session });
  return (
    <Later
      load={loadFork}
      props={{ log: session.time.log, n, knobs: knobsOf(session), onFork: fork }}
    />
  );
}

function knobsOf({ order, chunkSize }: Session) {
  return { order: order.value, chunkSize: chunkSize.value };
}

/** Channels of this room. */
const HERE: ChannelSet = {
  has: (name) => CHANNELS.has(name) || designOf(name) !== undefined,
};

function Designer({ session, isSolo }: { session: Session; isSolo: boolean }) {
  // Only our own server is spoken to in this wire, and the room in the page is as ours are.
  const isOurs = session.wire === "mux.v1";
  const isDeclared = isOurs || isSolo;
  const me = session.me.value;
  const leads = session.classroom.value.members.get(personOf(me ?? ""))?.role === "teacher";
  return (
    <Fold
      id="designer"
      class="card designer"
      title={labTexts.views.designer.title}
      load={loadDesigner}
      props={{
        designs: designs.value,
        isDeclared,
        // How many a room may have, its server knows.
        ...isOurs && { most: Infinity },
        mayRemove: (design) => leads || isMine(design, me),
        onMake: (design) => {
          if (isDeclared) session.command({ channel: "$", type: "declare", ...design });
          else made.value = [...made.value, design];
        },
        onRemove: (name) => {
          if (isDeclared) session.command({ channel: "$", type: "withdraw", name });
          else made.value = made.value.filter((design) => design.name !== name);
        },
        onSend: (channel, data) => session.send({ channel, data }),
      }}
    />
  );
}

/** Whether a channel was made here, or declared by who this page is. */
function isMine(design: ChannelDesign | OwnChannel, me: string | undefined): boolean {
  return !("by" in design) || (me !== undefined && design.by === personOf(me));
}

interface DoneProps {
  readonly session: Session;
  readonly isSolo: boolean;
  readonly onReport: LabProps["onReport"];
}

function Done({ session, isSolo, onReport }: DoneProps) {
  const progress = useSignal<Progress>(new Set());
  useEffect(() => {
    // What was done before anybody opened the lab counts too, as far as the page still has it.
    let looked = 0;
    const check = () => {
      const me = session.me.peek();
      if (me === undefined) return;
      const before = progress.peek();
      const log = session.time.shown.peek().frames;
      const waits = session.outbound.delays.peek();
      const mine = designs.peek().filter((design) => isMine(design, me));
      const designed = mine.map(({ name }) => name);
      progress.value = progressIn({ log, me, waits, designed }, before, looked);
      looked = log.at(-1)?.n ?? looked;
      if (progress.value !== before) onReport?.(reportProgress(progress.value));
    };
    check();
    const timer = setInterval(check, CHECK_MS);
    return () => clearInterval(timer);
  }, [session]);
  return <Missions progress={progress.value} leads={isSolo || isTeacher(session)} />;
}

function SelectedBytes({ session }: { session: Session }) {
  const n = session.selected.value;
  const entry = n === undefined
    ? undefined
    : session.time.shown.peek().frames.find((entry) => entry.n === n);
  return entry ? <Later load={loadBytes} props={{ entry }} /> : null;
}
