/**
 * A signal's value for a view that is dear to draw.
 *
 * @module
 */

import { type ReadonlySignal, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

/** The value, at once after a rest, and while it changes often every `ms` milliseconds. */
export function useCalm<T>(source: ReadonlySignal<T>, ms: number): T {
  const value = useSignal(source.peek());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const at = useRef(-Infinity);
  useSignalEffect(() => {
    const next = source.value;
    const take = () => {
      timer.current = undefined;
      at.current = performance.now();
      value.value = source.peek();
    };
    if (next === value.peek() || timer.current !== undefined) return;
    const wait = at.current + ms - performance.now();
    if (wait <= 0) take();
    else timer.current = setTimeout(take, wait);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return value.value;
}
