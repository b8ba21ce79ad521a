import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** How long it says that it copied, in milliseconds. */
const SAID_MS = 2_000;

/** What {@linkcode CopyButton} is given. */
export interface CopyButtonProps {
  readonly text: string;
  /** What stands on it, what it is called, and what is shown and said when it is done. */
  readonly words: {
    readonly copy: string;
    readonly label: string;
    readonly done: string;
    readonly said: string;
  };
}

/** Copies a text. Without scripts, or where the page may not copy, there is no button that does nothing. */
export default function CopyButton({ text, words }: CopyButtonProps) {
  const canCopy = useSignal(false);
  const isCopied = useSignal(false);
  useEffect(() => {
    canCopy.value = "clipboard" in navigator;
  }, []);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    isCopied.value = true;
    setTimeout(() => isCopied.value = false, SAID_MS);
  };
  return (
    <span class="copy">
      {canCopy.value && (
        <button type="button" onClick={copy} aria-label={words.label}>
          {isCopied.value ? words.done : words.copy}
        </button>
      )}
      <span class="visually-hidden" role="status">{isCopied.value && words.said}</span>
    </span>
  );
}
