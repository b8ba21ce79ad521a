import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { AtHand } from "./AtHand.tsx";
import { Detail } from "./Detail.tsx";
import { indexOf } from "./frames.ts";
import { Keys, openKeys } from "./Keys.tsx";
import { Later } from "./Later.tsx";
import type { Session } from "./session.ts";
import { Strip } from "./Strip.tsx";
import { texts } from "./texts/page.ts";
import { TimeBar } from "./TimeBar.tsx";

const words = texts.wire;

const loadTwin = () => import("./Twin.tsx");

/** What {@linkcode Wire} is given. */
export interface WireProps {
  readonly session: Session;
  /** Somebody wants to filter the frames. */
  readonly onFilter: () => void;
}

/** The road itself: one cell a frame, in the order of the wire. Here taking turns is seen. */
export function Wire({ session, onFilter }: WireProps) {
  const isTable = useSignal(false);
  const card = useRef<HTMLDivElement>(null);
  /** Pointed at by the mouse, which is let go more easily than what was chosen. */
  const hovered = useSignal<number | undefined>(undefined);
  const isOpen = useSignal(false);
  const left = useSignal(0);
  const leaving = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const show = (n: number, at: number) => {
    clearTimeout(leaving.current);
    if (hovered.value === n) return;
    hovered.value = n;
    isOpen.value = true;
    left.value = Math.max(0, at - card.current!.getBoundingClientRect().left);
  };
  /** Time to move into the popover: it must not go while it is read (WCAG 1.4.13). */
  const leave = () => {
    clearTimeout(leaving.current);
    leaving.current = setTimeout(() => {
      hovered.value = undefined;
      isOpen.value = false;
    }, LEAVE_MS);
  };
  const close = () => {
    // What closes may have the focus.
    const cells = card.current!.querySelector<HTMLElement>(".cells");
    if (card.current!.querySelector(".popover")?.contains(document.activeElement)) cells?.focus();
    hovered.value = undefined;
    isOpen.value = false;
  };
  // Wherever the focus is: who opened it by the mouse, or went on to the filter, presses it there.
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent) => key === "Escape" && close();
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <section
      class="wire"
      aria-labelledby="wire-title"
      onKeyDown={(event) => event.key === "?" && openKeys(event)}
    >
      <div class="card past">
        <div class="title">
          <h2 id="wire-title">{words.title}</h2>
          <button
            type="button"
            class="small"
            onClick={() => {
              isTable.value = !isTable.value;
              isOpen.value = false;
            }}
          >
            {isTable.value ? words.picture : words.table}
          </button>
          <Keys title={words.help} text={words.keys} />
        </div>
        <TimeBar session={session} />
      </div>
      <div class="card road" ref={card}>
        {isTable.value ? <Later load={loadTwin} props={{ session }} /> : (
          <Strip
            session={session}
            onShow={show}
            onLeave={leave}
            onFilter={onFilter}
          />
        )}
        <AtHand session={session} />
        {isOpen.value && (
          <Popover
            session={session}
            n={hovered.value}
            left={left.value}
            onEnter={() => clearTimeout(leaving.current)}
            onLeave={leave}
            onClose={close}
          />
        )}
      </div>
    </section>
  );
}

/** How long the popover stays after the pointer has left, in milliseconds. */
const LEAVE_MS = 300;

interface PopoverProps {
  readonly session: Session;
  readonly n: number | undefined;
  readonly left: number;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

function Popover({ session, n, left, onEnter, onLeave, onClose }: PopoverProps) {
  const index = indexOf(session.time.shown.value.frames, n);
  if (index < 0) return null;
  return (
    <div
      class="popover"
      role="dialog"
      aria-label={words.frame(n!)}
      style={{ "--left": `${left}px` }}
      onMouseEnter={onEnter}
      onMouseLeave={onLeave}
    >
      <Detail session={session} index={index}>
        <button type="button" class="small" onClick={onClose}>{words.close}</button>
      </Detail>
    </div>
  );
}
