import { joinTexts } from "../texts/join.ts";
import { FieldError } from "./Sheet.tsx";

const words = joinTexts.join.code;

interface CodeFormProps {
  /** What was typed before. */
  readonly value?: string;
  /** What is wrong with it. */
  readonly error?: string | undefined;
  /** On a page that is there for it alone, it is where one begins. */
  readonly autofocus?: boolean;
}

/** One field for a code, however it is typed, or for a whole link. */
export function CodeForm({ value = "", error, autofocus = false }: CodeFormProps) {
  return (
    <form class="code-form" action="/join">
      <label for="code">{words.label}</label>
      <input
        id="code"
        name="code"
        class="code-field"
        value={value}
        required
        autofocus={autofocus}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={error ? "code-error code-hint" : "code-hint"}
      />
      <button type="submit" class="primary">{words.join}</button>
      {error && <FieldError id="code-error">{error}</FieldError>}
      <p id="code-hint" class="hint">
        {words.hint}
      </p>
    </form>
  );
}
