/**
 * Has the browser keep the page of who is alone, by the service worker of solo_offline.ts.
 *
 * @module
 */

import { PAGE } from "./solo_offline.ts";

/** Where the scripts of this build are: its name. */
const build = new URL(".", import.meta.url).pathname;

/** When to do it, in milliseconds: it takes a slow phone's processor, which is for the page first. */
export const KEEP_AFTER_MS = 10_000;

/**
 * Keeps this page. Where a browser cannot, nothing is kept: on plain http, or in some private
 * windows.
 *
 * @param isBuilt Whether it comes from a build. While it is being written, nothing old may show.
 */
export async function keepPage(
  isBuilt: boolean,
  workers: ServiceWorkerContainer | undefined = navigator.serviceWorker,
): Promise<void> {
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
