import type { Signal } from "@preact/signals";

/** Something that is on or off, and what it is. */
export function Checkbox({ on, text }: { on: Signal<boolean>; text: string }) {
  return (
    <label>
      <input
        type="checkbox"
        checked={on}
        onChange={({ currentTarget }) => on.value = currentTarget.checked}
      />{" "}
      {text}
    </label>
  );
}
