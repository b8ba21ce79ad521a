/**
 * Links into the page, like `/#experiments-title`. What they lead to may be in a part that a phone does
 * not show, or folded up and not loaded, and what is above it may come later and be higher than its
 * place was.
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
  const sent = useMemo(partsById, []);
  useEffect(() => {
    let leave = () => {};
    const go = () => {
      leave();
      const id = location.hash.slice(1);
      const part = sent.get(id) ?? partsById().get(id);
      if (!id || !part && placeOf(id)) return;
      tab.value = part ?? "lab";
      let place: HTMLElement | null = null;
      leave = stayAt(() => {
        // What nobody knows is in what nobody has opened.
        const found = placeOf(id) ?? placeOf(part ?? "more-title");
        if (found && found !== place) show(found);
        return place = found;
      });
    };
    go();
    // Unlike `hashchange` it is also told of the same link again.
    addEventListener("popstate", go);
    return () => {
      leave();
      removeEventListener("popstate", go);
    };
  }, []);
}

/** In which part all that can be led to is. */
function partsById(): Map<string, Tab> {
  const parts = TABS.flatMap((tab) => {
    const places = globalThis.document?.querySelectorAll(`[data-part=${tab}] [id]`) ?? [];
    return Array.from(places, ({ id }) => [id, tab] as const);
  });
  return new Map(parts);
}

const placeOf = (id: string) => document.getElementById(id);

/** Unfolds it. Who goes on with the keyboard goes on there. */
function show(place: HTMLElement): void {
  const fold = place.closest("details");
  if (fold) fold.open = true;
  const target = place.closest<HTMLElement>("summary") ?? place;
  // A title has the focus only where it is told that it may.
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus();
}
