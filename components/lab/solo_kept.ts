/**
 * Has the browser keep the page of who is alone, by the service worker of solo_offline.ts.
 *
 * @module
 */

import { PAGE } from "./solo_offline.ts";

/** Where the scripts of this build are: its name. */
const build = new URL(".", import.meta.url).pathname;

/** What a browser that does not say when it is idle is given to be so, in milliseconds. */
const IDLE_MS = 3_000;

/**
 * Keeps this page once it has come alive and has nothing to do. Where a browser cannot, nothing is
 * kept: on plain http, or in some private windows.
 *
 * @param isBuilt Whether it comes from a build. While it is being written, nothing old may show.
 */
export async function keepPage(
  isBuilt: boolean,
  workers: ServiceWorkerContainer | undefined = navigator.serviceWorker,
): Promise<void> {
  await new Promise<unknown>((resolve) =>
    globalThis.requestIdleCallback?.(resolve) ?? setTimeout(resolve, IDLE_MS)
  );
  try {
    if (isBuilt) await workers?.register(`/solo_offline.js?${build}`, { scope: PAGE });
    else await (await workers?.getRegistration(PAGE))?.unregister();
  } catch {
    // The page is as good without.
  }
}

/** Takes up the colours that are chosen: a page that was kept has those of back then. */
export function recallColours(): void {
  const [, theme] = /(?:^|; )theme=(light|dark)/.exec(document.cookie) ?? [];
  const { dataset } = document.documentElement;
  if (theme) dataset["theme"] = theme;
  else delete dataset["theme"];
}
