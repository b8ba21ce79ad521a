import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Calls back when an element gets another size, and when it is shown after it was not. */
export function useResize(
  box: RefObject<HTMLElement>,
  onResize: (content: DOMRectReadOnly) => void,
): void {
  const latest = useRef(onResize);
  latest.current = onResize;
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => latest.current(entry!.contentRect));
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
}
