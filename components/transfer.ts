/**
 * While a file of this page is on its way, the page must not go: a phone that sleeps or a tab that
 * is closed takes it along.
 *
 * @module
 */

import { computed, effect, type ReadonlySignal } from "@preact/signals";
import type { SendingFile } from "./outbound.ts";

/** What it needs of a browser. */
export interface TransferHost {
  readonly page: EventTarget;
  readonly document: EventTarget & { readonly hidden: boolean };
  /** Keeps the screen awake until it is released. Old browsers and plain http have none. */
  readonly wakeLock: { request(type: "screen"): Promise<{ release(): unknown }> } | undefined;
}

/** Looks after files on their way, until the function that is returned is called. */
export function guardTransfers(
  sending: ReadonlySignal<readonly SendingFile[]>,
  { page, document, wakeLock }: TransferHost,
): () => void {
  const isMoving = computed(() => sending.value.some(({ failed }) => failed === undefined));
  return effect(() => {
    if (!isMoving.value) return;
    const warn = (event: Event) => event.preventDefault();
    let held: Promise<{ release(): unknown } | undefined> | undefined;
    // Refused where the battery is low: then the screen sleeps, and nothing is wrong.
    const hold = () =>
      document.hidden || (held = wakeLock?.request("screen").catch(() => undefined));
    hold();
    page.addEventListener("beforeunload", warn);
    // The browser lets go of it whenever the page is hidden.
    document.addEventListener("visibilitychange", hold);
    return () => {
      page.removeEventListener("beforeunload", warn);
      document.removeEventListener("visibilitychange", hold);
      held?.then((lock) => lock?.release());
    };
  });
}
