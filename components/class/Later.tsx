import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { texts } from "../texts.ts";

/** What {@linkcode Later} is given. */
export interface LaterProps<P> {
  readonly load: () => Promise<{ readonly default: ComponentType<P> }>;
  readonly props: P;
}

/** A part of the page that is loaded when it is first shown: most pages never show it. */
export function Later<P extends object>({ load, props }: LaterProps<P>) {
  const part = useSignal<{ readonly Part: ComponentType<P> } | undefined>(undefined);
  const hasFailed = useSignal(false);
  useEffect(() => {
    load().then(
      ({ default: Part }) => part.value = { Part },
      () => hasFailed.value = true,
    );
  }, []);
  if (hasFailed.value) return <p class="card" role="status">{texts.room.notLoaded}</p>;
  const Part = part.value?.Part;
  return Part ? <Part {...props} /> : null;
}
