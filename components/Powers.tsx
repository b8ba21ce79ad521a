import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Session } from "./session.ts";
import { texts } from "./texts/page.ts";

const words = texts.room;

/** What {@linkcode Powers} is given. */
export interface PowersProps {
  readonly session: Session;
  /** More buttons, between the quick ones and those without a way back. */
  readonly children?: ComponentChildren;
}

/** What a teacher can do to the room. The server enforces it; this only asks. */
export function Powers({ session, children }: PowersProps) {
  const { settings } = session.classroom.value;
  const toggle = (type: "lock" | "pause" | "hide", isOn: boolean) => (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={() => session.command({ channel: "$", type, on: !isOn })}
    >
      {words[type]}
    </button>
  );
  return (
    <div class="buttons powers">
      {toggle("pause", settings.isPaused)}
      {children}
      {toggle("lock", settings.isLocked)}
      {toggle("hide", settings.areNamesHidden)}
      <Sure
        label={words.clear}
        onSure={() => session.command({ channel: "$", type: "clear" })}
      />
      <Sure label={words.end} onSure={() => session.command({ channel: "$", type: "end" })} />
    </div>
  );
}

/** What {@linkcode Sure} is given. */
export interface SureProps {
  readonly label: string;
  /** What stands on the button, where the rest of the label can be seen beside it. */
  readonly short?: string;
  readonly onSure: () => void;
}

/** A button that asks again in its own place, because there is no way back. */
export function Sure({ label, short, onSure }: SureProps) {
  const isAsked = useSignal(false);
  if (!isAsked.value) {
    return (
      <button
        type="button"
        class={short && "small"}
        aria-label={label}
        onClick={() => isAsked.value = true}
      >
        {short ?? label}
      </button>
    );
  }
  return (
    <span class="sure" role="group" aria-label={label}>
      {label}{" "}
      <button
        type="button"
        class="danger"
        onClick={() => {
          isAsked.value = false;
          onSure();
        }}
      >
        {words.sure}
      </button>
      <button type="button" onClick={() => isAsked.value = false}>{words.keep}</button>
    </span>
  );
}
