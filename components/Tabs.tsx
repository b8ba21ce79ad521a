import type { Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { texts } from "./texts/page.ts";

/** A part of the page that a phone shows at a time. */
export type Tab = "chat" | "frames" | "lab";

/** All of them, in order. */
export const TABS: readonly Tab[] = ["chat", "frames", "lab"];

/** Whether that is so here. The server knows nothing of the screen, and sends all. */
export function isOnePartAtATime(): boolean {
  // As in static/styles.css.
  return globalThis.matchMedia?.("screen and (max-width: 59.99rem)").matches ?? false;
}

/**
 * Chooses the part. Where all parts have room the style sheet hides it. What nobody has seen stands in
 * the title too, for who is in another tab of the browser.
 */
export function Tabs({ tab, unread }: { tab: Signal<Tab>; unread: Signal<number> }) {
  const n = unread.value;
  useEffect(() => {
    document.title = (n ? `(${n}) ` : "") + document.title.replace(/^\(\d+\) /, "");
  }, [n]);
  return (
    <nav class="tabs" aria-label={texts.tabs.label}>
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={tab.value === name}
          onClick={() => tab.value = name}
        >
          {texts.tabs[name]}
          {name === "chat" && n > 0 && (
            <>
              {" "}
              <small>{texts.tabs.unread(n)}</small>
            </>
          )}
        </button>
      ))}
    </nav>
  );
}
