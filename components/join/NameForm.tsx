import { count } from "../words.ts";
import { spaced } from "./CodeForm.tsx";
import { FieldError } from "./Sheet.tsx";

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
      <h1>Classroom {spaced(code)}</h1>
      <label for="name">Your name here</label>
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
        A nickname is fine: take this one or write another. Everybody in the room sees it, and your
        teacher can change it.
      </p>
      <button type="submit" class="primary">Come in</button>
      <p class="hint">
        <b>What is kept on this server:</b>{" "}
        your name, until your teacher ends the room or nobody was here for{" "}
        {count(kept.roomDays, "day")}; what you write, for{" "}
        {count(kept.textHours, "hour")}; files, for{" "}
        {count(kept.fileHours, "hour")}. A cookie lets you come back on this device for{" "}
        {count(kept.cookieHours, "hour")}. No account, nothing else.
      </p>
    </form>
  );
}
