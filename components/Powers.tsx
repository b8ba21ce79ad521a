import { useSignal } from "@preact/signals";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

const words = texts.room;

/** What a teacher can do to the room. The server enforces it; this only asks. */
export function Powers({ session }: { session: Session }) {
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
    <section class="card powers" aria-labelledby="powers-title">
      <h2 id="powers-title">{words.powers}</h2>
      <div class="buttons">
        {toggle("pause", settings.isPaused)}
        {toggle("lock", settings.isLocked)}
        {toggle("hide", settings.areNamesHidden)}
        <Sure
          label={words.clear}
          onSure={() => session.command({ channel: "$", type: "clear" })}
        />
        <Sure label={words.end} onSure={() => session.command({ channel: "$", type: "end" })} />
      </div>
    </section>
  );
}

/** A button that asks again in its own place, because there is no way back. */
export function Sure({ label, onSure }: { label: string; onSure: () => void }) {
  const isAsked = useSignal(false);
  if (!isAsked.value) {
    return <button type="button" onClick={() => isAsked.value = true}>{label}</button>;
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
