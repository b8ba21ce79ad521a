/**
 * Links into the page, like `/#experiments-title`. What they lead to may be in a part that a phone does
 * not show, and what is above it may come later and be higher than its place was.
 *
 * @module
 */

import type { Signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { stayAt } from "./stay.ts";
import { type Tab, TABS } from "./Tabs.tsx";

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
      leave = stayAt(linked);
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
  const id = globalThis.location?.hash.slice(1);
  return id ? document.getElementById(id) : undefined;
}

function linkedPart(): Tab | undefined {
  const part = linked()?.closest<HTMLElement>(".part")?.dataset["part"];
  return TABS.find((tab) => tab === part);
}
