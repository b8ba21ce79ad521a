import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { copyText } from "./browser.ts";
import type { WireFrame } from "./frames.ts";
import { narrate } from "./lab/narrate.ts";
import { called } from "./names.ts";
import { bytesOf, jsonOf } from "./raw.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts/page.ts";
import { why } from "./why.ts";
import { frameTime, size } from "./words.ts";

const words = texts.wire;

interface Props {
  readonly session: Session;
  /** Its place among the frames that are shown. */
  readonly index: number;
  /** Buttons beside its own. */
  readonly children?: ComponentChildren;
}

/** One frame, whole: what it is, why it is there, and its text. */
export function FrameDetail({ session, index, children }: Props) {
  const { frames } = session.time.shown.value;
  const entry = frames[index];
  if (!entry) return null;
  return (
    <>
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
    </>
  );
}

/** Copies a text, and says that it did. */
export function CopyButton({ text, label }: { text: () => string; label: string }) {
  const isDone = useSignal(false);
  const copy = async () => {
    isDone.value = await copyText(text());
    setTimeout(() => isDone.value = false, 2_000);
  };
  return (
    <button type="button" class="small" onClick={copy}>
      {isDone.value ? texts.wire.copied : label}
    </button>
  );
}

/** Where the frame that is pointed at lies among those that are shown; -1 for nowhere. */
export function indexOf(frames: readonly WireFrame[], n: number | undefined): number {
  const first = frames[0]?.n;
  if (n === undefined || first === undefined) return -1;
  const index = n - first;
  return frames[index]?.n === n ? index : -1;
}
