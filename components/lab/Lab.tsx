import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { CHANNELS } from "../../lib/channels.ts";
import { systemClock } from "../../lib/clock.ts";
import type { LessonValues } from "../../lib/commands.ts";
import type { Socket } from "../../lib/link.ts";
import { ANY_CHANNEL, type ChannelSet } from "../../lib/parse.ts";
import type { Session } from "../session.ts";
import { Bets } from "./Bets.tsx";
import type { TryIt } from "./bets.ts";
import { BytesView } from "./BytesView.tsx";
import { ChannelDesigner } from "./ChannelDesigner.tsx";
import { Compare } from "./Compare.tsx";
import { designs } from "./designs.ts";
import { Faults } from "./Faults.tsx";
import { FrameEditor } from "./FrameEditor.tsx";
import { HandSocket } from "./hand_socket.ts";
import { LessonFile } from "./LessonFile.tsx";
import { LessonPlayer } from "./LessonPlayer.tsx";
import type { LoggedFrame } from "./log.ts";
import { Missions } from "./Missions.tsx";
import { type Progress, progressOf } from "./missions.ts";
import { reportProgress, reportVote } from "./reports.ts";
import { texts } from "../texts.ts";

/** How often the log is looked through for what is done, in milliseconds: it can be long. */
const CHECK_MS = 1_000;

/** Frames that are looked through: a minute of a class, in less time than a picture has. */
const CHECKED_FRAMES = 1_000;

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
      <Bets onTry={tryIt} onVote={(vote) => onReport?.(reportVote(vote))} />
      <Compare />
      <LessonFile
        now={() => ({ frames: session.time.shown.peek().frames, me: session.me.peek() })}
        onOpen={({ title, frames }) => play(title ?? texts.views.player.lesson)(frames)}
      />
      <Replay session={session} played={played} onFork={play(texts.views.player.fork)} />
      <ByHand connect={connect} known={isSolo ? ANY_CHANNEL : CHANNELS} />
      <ChannelDesigner
        designs={designs.value}
        isCarried={isSolo}
        onMake={(design) => designs.value = [...designs.value, design]}
        onRemove={(name) => designs.value = designs.value.filter((design) => design.name !== name)}
        onSend={(channel, data) => session.send({ channel, data })}
      />
      {isSolo && (
        <Faults
          onInject={(rules) => session.command({ channel: "$", type: "faults", rules })}
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
  return <LessonPlayer {...played.value} knobs={knobs} onFork={onFork} onClose={close} />;
}

interface DoneProps {
  readonly session: Session;
  readonly onReport: LabProps["onReport"];
}

function Done({ session, onReport }: DoneProps) {
  const progress = useSignal<Progress>(new Set());
  useEffect(() => {
    const check = () => {
      const before = progress.peek();
      progress.value = progressOf({
        log: session.time.shown.peek().frames.slice(-CHECKED_FRAMES),
        me: session.me.peek(),
        waits: session.outbound.delays.peek(),
        designed: designs.peek().map(({ name }) => name),
      }, before);
      if (progress.value !== before) onReport?.(reportProgress(progress.value));
    };
    const timer = setInterval(check, CHECK_MS);
    return () => clearInterval(timer);
  }, [session]);
  return <Missions progress={progress.value} />;
}

function ByHand({ connect, known }: Pick<LabProps, "connect"> & { readonly known: ChannelSet }) {
  const hand = useMemo(
    () => new HandSocket({ connect, clock: systemClock, random: Math.random }),
    [],
  );
  useEffect(() => () => hand.close(), [hand]);
  return (
    <>
      <FrameEditor known={known} onSend={(text) => hand.send(text)} />
      <p class="hint" role="status">{hand.answer}</p>
    </>
  );
}

function SelectedBytes({ session }: { session: Session }) {
  const n = session.selected.value;
  const entry = n === undefined
    ? undefined
    : session.time.shown.peek().frames.find((entry) => entry.n === n);
  return entry ? <BytesView entry={entry} /> : null;
}
