import { useSignal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { ownTask } from "./own_task.ts";
import { stayAt } from "./stay.ts";
import { useNear } from "./use_near.ts";
import { texts } from "./texts/page.ts";

const words = texts.later;

/** What {@linkcode Later} is given. */
export interface LaterProps<P> {
  /** The same function each time. */
  readonly load: () => Promise<Loaded<P>>;
  readonly props: NoInfer<P>;
  /** What is around the words in its place meanwhile. */
  readonly around?: (words: ComponentChildren) => ComponentChildren;
}

interface Loaded<P> {
  readonly default: ComponentType<P>;
}

/** What has been loaded, by what loads it. Shown again, it is there at once. */
const loaded = new WeakMap<() => Promise<unknown>, object>();

/** A part of the page that is loaded when it is first shown: most pages never show it. */
export function Later<P extends object>({ load, props, around }: LaterProps<P>) {
  const part = useSignal(loaded.get(load) as Loaded<P> | undefined);
  const hasFailed = useSignal(false);
  const isLoading = useSignal(true);
  const start = () => {
    isLoading.value = true;
    load().then(async (it) => {
      loaded.set(load, it);
      await ownTask();
      part.value = it;
    }).catch(() => hasFailed.value = true).finally(() => isLoading.value = false);
  };
  useEffect(() => void (part.value || start()), []);
  if (part.value) {
    const { default: Part } = part.value;
    return <Part {...props} />;
  }
  const said = (
    <p role="status">
      {isLoading.value ? words.loading : words.failed}{" "}
      {/* It stays while it is tried again: whoever pressed it has the focus. */}
      {hasFailed.value && <button type="button" onClick={start}>{words.again}</button>}
    </p>
  );
  return <>{around?.(said) ?? said}</>;
}

/** What {@linkcode Near} is given. */
export interface NearProps<P> extends LaterProps<P> {
  readonly id: string;
  readonly class: string;
  readonly title: string;
}

/**
 * A card below the first screen, loaded when somebody comes near it. On a slow phone a page that
 * renders all of itself at once answers nobody for half a second.
 */
export function Near<P extends object>({ id, class: name, title, load, props }: NearProps<P>) {
  const place = useRef<HTMLElement>(null);
  const isNear = useNear(place);
  const around = (said: ComponentChildren) => <div class="to-come">{said}</div>;
  // Title and all stay: whoever is here, or came by a link, is here when the rest comes.
  return (
    <section ref={place} class={name} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {isNear.value
        ? <Later load={load} props={props} around={around} />
        : around(<p>{words.loading}</p>)}
    </section>
  );
}

/** What {@linkcode Fold} is given. */
export interface FoldProps<P> extends LaterProps<P> {
  readonly id: string;
  readonly class: string;
  readonly title: string;
  /** What is in it, where the title does not say so. */
  readonly hint?: string;
  /** Whether it is open without anybody opening it. */
  readonly isOpen?: boolean;
  /** Whether somebody goes on here: what they pressed before is gone. */
  readonly hasFocus?: boolean;
}

/** A section that is closed, and loaded when somebody first opens it. It stays loaded. */
export function Fold<P extends object>(
  { id, class: name, title, hint, isOpen = false, hasFocus = false, load, props }: FoldProps<P>,
) {
  // Somebody may have opened it before the page was alive.
  const starts = useMemo(
    () => isOpen || !!globalThis.document?.querySelector(`[open] #${id}-title`),
    [],
  );
  const wasOpened = useSignal(starts);
  const summary = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!hasFocus) return;
    summary.current?.focus();
    return stayAt(() => summary.current);
  }, []);
  return (
    <section class={name} aria-labelledby={`${id}-title`}>
      <details
        class="fold"
        open={starts}
        onToggle={({ currentTarget }) => currentTarget.open && (wasOpened.value = true)}
      >
        <summary ref={summary}>
          <h2 id={`${id}-title`}>{title}</h2>
          {hint && <small>{hint}</small>}
        </summary>
        {wasOpened.value && (
          <div class="folded">
            <Later load={load} props={props} />
          </div>
        )}
      </details>
    </section>
  );
}
