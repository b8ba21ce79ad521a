import type { Signal } from "@preact/signals";
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

/** Chooses the part. Where all parts have room the style sheet hides it. */
export function Tabs({ tab, unread }: { tab: Signal<Tab>; unread: Signal<number> }) {
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
          {name === "chat" && unread.value > 0 && (
            <>
              {" "}
              <small>{texts.tabs.unread(unread.value)}</small>
            </>
          )}
        </button>
      ))}
    </nav>
  );
}
