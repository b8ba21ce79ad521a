/** How long a place is stayed at, in milliseconds: by then all of the page is there. */
const STAY_MS = 6_000;

/** With these somebody goes on by themselves. */
const ACTS = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/**
 * Scrolls to a place, and there again while what is above it comes and grows. Returns how to end it.
 *
 * @param place Looked up each time: it may be rendered later.
 */
export function stayAt(place: () => Element | null | undefined): () => void {
  const observer = new ResizeObserver(() => place()?.scrollIntoView());
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
