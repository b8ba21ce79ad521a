import type { JSX } from "preact";

/** What {@linkcode Keys} is given. */
export interface KeysProps {
  readonly title: string;
  readonly text: string;
}

/** The keys of a card, folded up until somebody asks for them. */
export function Keys({ title, text }: KeysProps) {
  return (
    <details class="hint keys">
      <summary>{title}</summary>
      {text}
    </details>
  );
}

/**
 * Whether a key was pressed for what has the focus. With one of these it is the browser's: Ctrl+F
 * searches the page, Alt+← goes back.
 */
export function isPlainKey({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey;
}

/** Opens the keys of the card that an event is in, and goes there, so that they are read out too. */
export function openKeys({ currentTarget }: JSX.TargetedKeyboardEvent<Element>): void {
  const keys = currentTarget.closest("section, .card")?.querySelector<HTMLDetailsElement>(".keys");
  if (!keys) return;
  keys.open = true;
  keys.querySelector("summary")!.focus();
}
