/**
 * Whether somebody is near a place of the page: what nobody sees yet need not be there when it starts.
 *
 * @module
 */

import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** How far away from what can be seen is near: another screen. */
const NEAR = "100%";

/** After this, in milliseconds, everything is near: it can be found, printed, and stepped to. */
const SOON_MS = 3_000;

/** The same for what is not shown at all, as in another part of a phone's page: it can be printed. */
const LATER_MS = 10_000;

/**
 * See the module's description. Once near, always near.
 *
 * @param place Where it is, or will be. One that is not shown at all is near nobody.
 * @param isAtOnce Whether it is near from the start.
 */
export function useNear(
  place: RefObject<HTMLElement>,
  isAtOnce = false,
): ReadonlySignal<boolean> {
  const isNear = useSignal(isAtOnce);
  useEffect(() => {
    if (isAtOnce) return;
    const come = () => isNear.value = true;
    const observer = new IntersectionObserver(
      ([entry]) => entry!.isIntersecting && come(),
      { rootMargin: NEAR },
    );
    observer.observe(place.current!);
    const timer = setTimeout(come, place.current!.checkVisibility() ? SOON_MS : LATER_MS);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, []);
  return isNear;
}
