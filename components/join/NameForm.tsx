import { joinTexts } from "../texts/join.ts";
import { spaced } from "./spaced.ts";
import { FieldError } from "./Sheet.tsx";

const words = joinTexts.join.name;

/** What the form says. */
export interface NameFormProps {
  readonly code: string;
  /** What stands in the field at first. */
  readonly name: string;
  readonly error?: string | undefined;
  readonly kept: KeptFor;
}

/** How long the server keeps what, and the browser who it is. */
export interface KeptFor {
  /** After nobody came any more: names. */
  readonly roomDays: number;
  readonly textHours: number;
  readonly fileHours: number;
  readonly cookieHours: number;
}

/** Asks what somebody wants to be called in this classroom. */
export function NameForm({ code, name, error, kept }: NameFormProps) {
  return (
    <form class="card name-form" method="post" action={`/r/${code}/join`}>
      <h1>{words.title(spaced(code))}</h1>
      <label for="name">{words.label}</label>
      <input
        id="name"
        name="name"
        value={name}
        maxLength={96}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={error ? "name-error name-hint" : "name-hint"}
      />
      {error && <FieldError id="name-error">{error}</FieldError>}
      <p id="name-hint" class="hint">
        {words.hint}
      </p>
      <button type="submit" class="primary">{words.comeIn}</button>
      <p class="hint">
        <b>{words.kept.title}</b>{" "}
        {words.kept.words(kept.roomDays, kept.textHours, kept.fileHours, kept.cookieHours)}
      </p>
    </form>
  );
}
