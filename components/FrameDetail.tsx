import "./loaded.ts";
import type { JSX } from "preact";
import { CopyButton } from "./CopyButton.tsx";
import type { DetailProps } from "./Detail.tsx";
import { narrate } from "./lab/narrate.ts";
import { called } from "./names.ts";
import { bytesOf, jsonOf } from "./raw.ts";
import { texts } from "./texts/page.ts";
import { why } from "./why.ts";
import { frameTime, size } from "./words.ts";

const words = texts.wire;

/** One frame, whole: what it is, why it is there, and its text. Esc closes it from within, too. */
export default function FrameDetail({ session, index, children }: DetailProps) {
  const { frames } = session.time.shown.value;
  const entry = frames[index];
  if (!entry) return null;
  const onKeyDown = ({ key, currentTarget }: JSX.TargetedKeyboardEvent<Element>) => {
    if (key !== "Escape") return;
    // What closes has the focus. The list goes on; the strip sees to its own.
    currentTarget.closest(".card")?.querySelector<HTMLElement>(".scroll")?.focus();
    session.selected.value = undefined;
  };
  return (
    <div class="frame-detail" onKeyDown={onKeyDown}>
      <p class="narration">
        <b>{narrate(frames, index, (from) => called(session, from))}</b>{" "}
        <small>{frameTime(entry.at)}, {size(bytesOf(entry))}</small>
      </p>
      <p>
        <b>{words.why}</b> {why(frames, index, session.order.value)}
      </p>
      {/* It may have to be scrolled, also by who has no mouse. */}
      <code class="whole" tabIndex={0}>{jsonOf(entry)}</code>
      <div class="actions">
        <CopyButton text={() => jsonOf(entry)} label={words.copy} />
        {children}
      </div>
    </div>
  );
}
