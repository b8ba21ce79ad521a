import { useSignal } from "@preact/signals";
import { copyText } from "./browser.ts";
import { texts } from "./texts/page.ts";

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
