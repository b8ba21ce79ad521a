import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { isAtEnd } from "./at_end.ts";
import { type ChatLine, MAX_LINES } from "./demux.ts";
import { useCalm } from "./calm.ts";
import { Compose } from "./Compose.tsx";
import { linksIn } from "./links.ts";
import { called, calledWithYou } from "./names.ts";
import type { PendingLine } from "./outbound.ts";
import type { Session } from "./session.ts";
import { settings } from "./settings.ts";
import { texts } from "./texts/page.ts";
import { useResize } from "./use_resize.ts";
import { clockTime } from "./words.ts";

/** How often the log is drawn while lines pour in, in milliseconds: nobody reads more. */
const EVERY_MS = 200;

/** Lines that are drawn, until somebody asks for all: a phone can take that while they pour in. */
const DRAWN = 200;

const words = texts.chat;

/** What {@linkcode Chat} is given. */
export interface ChatProps {
  readonly session: Session;
  /** Lines that came and were not seen, for who looks at another part of the page. */
  readonly unread: Signal<number>;
}

/** The conversation: what the channel `chat` was for. */
export function Chat({ session, unread }: ChatProps) {
  return (
    <section class="card chat" aria-labelledby="chat-title">
      <h2 id="chat-title">{words.title}</h2>
      <Log session={session} unread={unread} />
      <Typing session={session} />
      <Compose session={session} />
    </section>
  );
}

/** Who comes back sees what is new first: it counts as seen with the next look, in milliseconds. */
const LOOK_MS = 2_000;

function Log({ session, unread }: ChatProps) {
  const log = useRef<HTMLDivElement>(null);
  const follow = useRef(true);
  /** The last line that was seen, by its key. */
  const seen = useSignal(-1);
  const isAway = useSignal(false);
  const lines = useCalm(session.chat, EVERY_MS);
  const pending = session.outbound.pending.value;
  const latest = lines.at(-1)?.key ?? -1;
  const showsAll = useSignal(false);
  const first = Math.max(0, lines.length - DRAWN);
  /** From the top of what is in sight to the end: what is put before it must not move it. */
  const below = useRef(0);
  useLayoutEffect(() => {
    if (showsAll.value) log.current!.scrollTop = log.current!.scrollHeight - below.current;
  }, [showsAll.value]);
  const toEnd = () => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  };
  const noteSeen = () => {
    const isShown = !document.hidden && log.current?.checkVisibility();
    if (follow.current && isShown) seen.value = Math.max(seen.value, latest);
  };
  useLayoutEffect(() => {
    // To ask how high nothing is costs the page that comes alive a layout.
    if (follow.current && lines.length + pending.length > 0) toEnd();
    noteSeen();
  }, [lines, pending]);
  useResize(log, () => {
    if (follow.current) toEnd();
    setTimeout(noteSeen, LOOK_MS);
  });
  useEffect(() => {
    const onVisible = () => setTimeout(noteSeen, LOOK_MS);
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, [latest]);
  const onScroll = (event: { currentTarget: HTMLDivElement }) => {
    follow.current = isAtEnd(event.currentTarget);
    isAway.value = !follow.current;
    if (follow.current) showsAll.value = false;
    noteSeen();
  };
  const fresh = lines.filter(({ key, from }) => key > seen.value && !session.isMine(from));
  const news = fresh.filter(({ isHistory }) => !isHistory).length;
  useEffect(() => {
    unread.value = news;
  }, [news]);
  const firstFresh = seen.value >= 0 ? fresh[0]?.key : undefined;
  const lastHistory = lines.findLast(({ isHistory }) => isHistory)?.key;
  const draw = (line: ChatLine) => (
    <Line
      key={line.key}
      line={line}
      session={session}
      mark={line.key === firstFresh ? words.fresh : undefined}
      end={line.key === lastHistory ? words.history : undefined}
    />
  );
  return (
    <div class="log-box">
      <div
        class="log"
        role="group"
        aria-labelledby="chat-title"
        tabIndex={0}
        ref={log}
        onScroll={onScroll}
      >
        {first > 0 && !showsAll.value && (
          <button
            type="button"
            class="small"
            onClick={({ currentTarget: { parentElement: log } }) => {
              below.current = log!.scrollHeight - log!.scrollTop;
              showsAll.value = true;
              // The button goes, and is not to take the focus along.
              log!.focus({ preventScroll: true });
            }}
          >
            {words.earlier(first)}
          </button>
        )}
        {/* Not in the log: they would all be read out. */}
        {showsAll.value && (
          <div>
            {lines.length === MAX_LINES && <p class="empty">{words.gone(MAX_LINES)}</p>}
            {lines.slice(0, first).map(draw)}
          </div>
        )}
        <div
          role="log"
          aria-label={words.title}
          aria-live={settings.speech.value === "off" ? "off" : "polite"}
        >
          {lines.slice(first).map(draw)}
          {lines.length + pending.length === 0 && <p class="empty">{words.empty}</p>}
        </div>
        {/* Not in the log, which speaks: a line of one's own is spoken when the room has it, once. */}
        <div class="pending">
          {pending.map((line) => <Waiting key={line.messageId} line={line} session={session} />)}
        </div>
      </div>
      {isAway.value && (
        <button
          type="button"
          class="jump small"
          onClick={() => {
            // The button goes, and is not to take the focus along.
            log.current?.focus({ preventScroll: true });
            toEnd();
          }}
        >
          {words.jump(fresh.length)}
        </button>
      )}
    </div>
  );
}

interface LineProps {
  readonly line: ChatLine;
  readonly session: Session;
  /** What stands before the line, or after it. */
  readonly mark: string | undefined;
  readonly end: string | undefined;
}

function Line({ line, session, mark, end }: LineProps) {
  const { from, text, at, isHistory } = line;
  const isOwn = session.isMine(from);
  return (
    <>
      {mark && (
        <div class="mark">
          <span>{mark}</span>
        </div>
      )}
      <p class={isOwn ? "own" : ""} data-history={isHistory}>
        <b>{calledWithYou(session, from)}</b>{" "}
        <span class="text" dir="auto">
          <Linked text={text} />
        </span>{" "}
        {at !== undefined && (
          <time dateTime={new Date(at).toISOString()}>{clockTime(at, session.now())}</time>
        )}
        {isOwn && <span class="tick" role="img" aria-label={words.sent} title={words.sent}>✓</span>}
      </p>
      {end && (
        <div class="mark">
          <span>↑ {end}</span>
        </div>
      )}
    </>
  );
}

/** A line of ours that the room has not sent back. */
function Waiting({ line, session }: { line: PendingLine; session: Session }) {
  const { messageId, text, state } = line;
  const isFailed = typeof state !== "string";
  const again = () => {
    session.outbound.dismiss(messageId);
    session.send({ channel: "chat", data: text });
  };
  const said = isFailed
    ? state.failed
    : state === "waiting" && session.state.value.phase !== "open"
    ? words.waiting
    : words.sending;
  return (
    <p class="own" data-state={isFailed ? "failed" : state}>
      <span class="text">
        <Linked text={text} />
      </span>{" "}
      <small role={isFailed ? "alert" : undefined}>{said}</small>
      {isFailed && (
        <>
          {" "}
          <button type="button" class="small" onClick={again}>{words.again}</button>{" "}
          <button
            type="button"
            class="small"
            onClick={() => session.outbound.dismiss(messageId)}
          >
            {words.forget}
          </button>
        </>
      )}
    </p>
  );
}

function Linked({ text }: { text: string }) {
  return (
    <>
      {linksIn(text).map(({ text, href }, n) =>
        href
          ? (
            <a key={n} href={href} target="_blank" rel="noopener noreferrer nofollow">
              {text}
            </a>
          )
          : text
      )}
    </>
  );
}

function Typing({ session }: { session: Session }) {
  const others = session.typing.value.filter((from) => from !== session.me.value);
  return <p class="typing">{words.typing(others.map((from) => called(session, from)))}</p>;
}
