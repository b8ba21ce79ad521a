import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { countFrames } from "../lib/protocol.ts";
import { keptText } from "./browser.ts";
import { silenced } from "./Banner.tsx";
import type { Session } from "./session.ts";
import { texts } from "./texts/page.ts";

/** Longest chat line, in code units: at chunk size 1 it still fits the frames of one message. */
const MAX_CHAT_LENGTH = 2_000;

const words = texts.chat;

/** What was typed before the page was alive, which takes a slow phone a second or two. */
function typedBefore(): string {
  return globalThis.document?.querySelector<HTMLTextAreaElement>("#draft")?.value ?? "";
}

/** Where a line is written. What is not sent is still there after a reload. */
export function Compose({ session }: { session: Session }) {
  const draft = useMemo(() => signal(typedBefore()), []);
  useEffect(() => {
    draft.value ||= keptText.get();
    return draft.subscribe((text) => keptText.set(text));
  }, []);
  session.state.value;
  const reason = silenced(session);
  const frames = countFrames(draft.value, session.chunkSize.value);
  const send = () => {
    if (!draft.value.trim() || reason) return;
    if (session.send({ channel: "chat", data: draft.value })) draft.value = "";
  };
  return (
    <form
      class="compose"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label for="draft">{words.message}</label>
      <textarea
        id="draft"
        dir="auto"
        rows={Math.min(6, draft.value.split("\n").length)}
        value={draft}
        maxLength={MAX_CHAT_LENGTH}
        autocomplete="off"
        enterkeyhint="send"
        aria-describedby="draft-hint"
        onInput={(event) => {
          draft.value = event.currentTarget.value;
          if (draft.value) session.sendTyping();
        }}
        onKeyDown={(event) => {
          // While a word is being composed, Enter is the input method's.
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <button type="submit" class="primary" disabled={!session.canSend || reason !== undefined}>
        {words.send}
      </button>
      <p class="hint" id="draft-hint">
        {reason ?? (draft.value ? words.makes(frames) : words.hint)}
      </p>
    </form>
  );
}
