import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { split } from "../lib/protocol.ts";
import type { Session } from "./session.ts";
import { count, sender } from "./words.ts";

/** Longest chat line, in code units: at chunk size 1 it still fits the frames of one message. */
export const MAX_CHAT_LENGTH = 2_000;

/** The conversation: what the channel `chat` was for. */
export function Chat({ session }: { session: Session }) {
  return (
    <section class="card chat" aria-labelledby="chat-title">
      <h2 id="chat-title">Chat</h2>
      <Log session={session} />
      <Typing session={session} />
      <Compose session={session} />
    </section>
  );
}

function Log({ session }: { session: Session }) {
  const log = useRef<HTMLDivElement>(null);
  const follow = useRef(true);
  const lines = session.chat.value;
  useLayoutEffect(() => {
    if (follow.current && log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [lines]);
  const onScroll = (event: { currentTarget: HTMLDivElement }) => {
    const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
    follow.current = scrollHeight - scrollTop - clientHeight < 24;
  };
  return (
    <div class="log" role="log" aria-label="Chat" tabIndex={0} ref={log} onScroll={onScroll}>
      {lines.map(({ key, from, text, at }) => (
        <p key={key} class={from === session.me.value ? "own" : ""}>
          <b>{sender(from, session.me.value)}</b> <span class="text">{text}</span>{" "}
          <time dateTime={new Date(at).toISOString()}>
            {new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}
          </time>
        </p>
      ))}
      {lines.length === 0 && <p class="empty">Nobody has said anything since you came.</p>}
    </div>
  );
}

function Typing({ session }: { session: Session }) {
  const others = session.typing.value.filter((from) => from !== session.me.value);
  const verb = others.length === 1 ? "is" : "are";
  return <p class="typing">{others.length > 0 && `${others.join(", ")} ${verb} typing…`}</p>;
}

function Compose({ session }: { session: Session }) {
  const draft = useSignal("");
  const open = session.state.value.phase === "open";
  const frames = split(
    { channel: "chat", messageId: "", data: draft.value },
    session.chunkSize.value,
  );
  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (!draft.value.trim()) return;
    if (session.send({ channel: "chat", data: draft.value })) draft.value = "";
  };
  return (
    <form class="compose" onSubmit={onSubmit}>
      <label for="draft">Message</label>
      <input
        id="draft"
        value={draft}
        maxLength={MAX_CHAT_LENGTH}
        autocomplete="off"
        enterkeyhint="send"
        onInput={(event) => {
          draft.value = event.currentTarget.value;
          if (draft.value) session.sendTyping();
        }}
      />
      <button type="submit" class="primary" disabled={!open}>Send</button>
      <p class="hint">{draft.value ? `makes ${count(frames.length, "frame")}` : "Enter sends"}</p>
    </form>
  );
}
