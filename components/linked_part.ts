/**
 * Links into the page, like `/#experiments-title`. What they lead to may be in a part that a phone does
 * not show, and what is above it may come later and be higher than its place was.
 *
 * @module
 */

import type { Signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { type Tab, TABS } from "./Tabs.tsx";

/** How long the page is kept where the link leads, in milliseconds: by then all of it is there. */
const STAY_MS = 6_000;

/** With these somebody goes on by themselves. */
const ACTS = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/** Shows the part that the page's address leads into, and goes there. */
export function useLinkedPart(tab: Signal<Tab>): void {
  // Looked up while all that the server sent is there: a phone renders less of it.
  const first = useMemo(linkedPart, []);
  useEffect(() => {
    let leave = () => {};
    const go = (part: Tab | undefined) => {
      leave();
      if (!part) return;
      tab.value = part;
      leave = stay();
    };
    const onChange = () => go(linkedPart());
    go(first);
    addEventListener("hashchange", onChange);
    return () => {
      leave();
      removeEventListener("hashchange", onChange);
    };
  }, []);
}

function linked(): HTMLElement | null | undefined {
  return globalThis.document?.getElementById(location.hash.slice(1));
}

function linkedPart(): Tab | undefined {
  const part = linked()?.closest<HTMLElement>(".part")?.dataset["part"];
  return TABS.find((tab) => tab === part);
}

/** Goes where the link leads, and there again while the page grows. Returns how to end it. */
function stay(): () => void {
  const observer = new ResizeObserver(() => linked()?.scrollIntoView());
  const end = () => {
    clearTimeout(timer);
    observer.disconnect();
    for (const act of ACTS) removeEventListener(act, end);
  };
  const timer = setTimeout(end, STAY_MS);
  observer.observe(document.querySelector("main")!);
  for (const act of ACTS) addEventListener(act, end, { passive: true });
  return end;
}
