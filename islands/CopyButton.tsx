import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** How long it says that it copied, in milliseconds. */
const SAID_MS = 2_000;

/** Copies a text. Without scripts, or where the page may not copy, there is no button that does nothing. */
export default function CopyButton({ text, what }: { text: string; what: string }) {
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
        <button type="button" onClick={copy} aria-label={`Copy ${what}`}>
          {isCopied.value ? "Copied ✓" : "Copy"}
        </button>
      )}
      <span class="visually-hidden" role="status">{isCopied.value && `Copied ${what}`}</span>
    </span>
  );
}
