import { useSignal } from "@preact/signals";
import { classTexts } from "../texts/class.ts";

const words = classTexts.teaching.powers;

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
