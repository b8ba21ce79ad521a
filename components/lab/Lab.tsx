import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { CHANNELS } from "../../lib/channels.ts";
import type { LessonValues } from "../../lib/commands.ts";
import type { Socket } from "../../lib/link.ts";
import { ANY_CHANNEL } from "../../lib/parse.ts";
import { isLed } from "../Banner.tsx";
import { Fold, Later } from "../Later.tsx";
import type { Session } from "../session.ts";
import { Bets } from "./Bets.tsx";
import type { TryIt } from "./bets.ts";
import { designs } from "./designs.ts";
import type { LoggedFrame } from "./log.ts";
import { Missions } from "./Missions.tsx";
import { type Progress, progressIn } from "./missions.ts";
import { reportProgress, reportVote } from "./reports.ts";
import { texts } from "../texts.ts";

// Each shows its card, when somebody opens it or does what shows it.
const loadCompare = async () => ({ default: (await import("./cards.ts")).Compare });
const loadLesson = async () => ({ default: (await import("./cards.ts")).LessonFile });
const loadPlayer = async () => ({ default: (await import("./cards.ts")).LessonPlayer });
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
  /** Whether the room is the one in this page, where everybody leads and any channel is taken. */
  readonly isSolo?: boolean;
  /** Tells a class's server what was bet and done. In the lobby nobody takes it. */
  readonly onReport?: ((values: LessonValues) => void) | undefined;
}

/** All that there is to try, around one session. */
export default function Lab({ session, connect, isSolo = false, onReport }: LabProps) {
  const { views } = texts;
  const played = useSignal<Played | undefined>(undefined);
  const play = (title: string) => (log: readonly LoggedFrame[]) => played.value = { title, log };

  const tryIt = ({ chunkSize, order, messages }: TryIt) => {
    session.chunkSize.value = chunkSize;
    session.order.value = order;
    session.send(...messages.map(({ channel, data }) => ({ channel, data })));
  };

  return (
    <>
      <Done session={session} onReport={onReport} />
      <Bets
        onTry={tryIt}
        noTry={isLed(session) ? texts.knobs.notNow : undefined}
        onVote={(vote) => onReport?.(reportVote(vote))}
      />
      <Fold
        id="compare"
        class="card compare experiments"
        title={views.compare.title}
        load={loadCompare}
        props={{}}
      />
      <Fold
        id="lesson"
        class="card lesson"
        title={views.lesson.title}
        load={loadLesson}
        props={{
          now: () => ({ frames: session.time.shown.peek().frames, me: session.me.peek() }),
          onOpen: ({ title, frames }) => play(title ?? views.player.lesson)(frames),
        }}
      />
      <Replay session={session} played={played} onFork={play(views.player.fork)} />
      <Fold
        id="editor"
        class="card editor"
        title={views.editor.title}
        load={loadByHand}
        props={{ connect, known: isSolo ? ANY_CHANNEL : CHANNELS }}
      />
      <Designer session={session} isCarried={isSolo} />
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

interface Played {
  readonly title: string;
  readonly log: readonly LoggedFrame[];
}

interface ReplayProps {
  readonly session: Session;
  readonly played: Signal<Played | undefined>;
  readonly onFork: (log: readonly LoggedFrame[]) => void;
}

function Replay({ session, played, onFork }: ReplayProps) {
  if (!played.value) return null;
  const knobs = { order: session.order.value, chunkSize: session.chunkSize.value };
  const close = () => played.value = undefined;
  return <Later load={loadPlayer} props={{ ...played.value, knobs, onFork, onClose: close }} />;
}

function Designer({ session, isCarried }: { session: Session; isCarried: boolean }) {
  return (
    <Fold
      id="designer"
      class="card designer"
      title={texts.views.designer.title}
      load={loadDesigner}
      props={{
        designs: designs.value,
        isCarried,
        onMake: (design) => designs.value = [...designs.value, design],
        onRemove: (name) => designs.value = designs.value.filter((design) => design.name !== name),
        onSend: (channel, data) => session.send({ channel, data }),
      }}
    />
  );
}

interface DoneProps {
  readonly session: Session;
  readonly onReport: LabProps["onReport"];
}

function Done({ session, onReport }: DoneProps) {
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
      const designed = designs.peek().map(({ name }) => name);
      progress.value = progressIn({ log, me, waits, designed }, before, looked);
      looked = log.at(-1)?.n ?? looked;
      if (progress.value !== before) onReport?.(reportProgress(progress.value));
    };
    check();
    const timer = setInterval(check, CHECK_MS);
    return () => clearInterval(timer);
  }, [session]);
  return <Missions progress={progress.value} />;
}

function SelectedBytes({ session }: { session: Session }) {
  const n = session.selected.value;
  const entry = n === undefined
    ? undefined
    : session.time.shown.peek().frames.find((entry) => entry.n === n);
  return entry ? <Later load={loadBytes} props={{ entry }} /> : null;
}
