import { texts } from "../texts/page.ts";
import { CreateForm } from "./CreateForm.tsx";

const words = texts.doors;

/**
 * The two ways from the lobby into a classroom, on one line where there is room.
 *
 * @param privacy Who reads what is said in the lobby, and how long it is kept.
 */
export function Doors({ privacy }: { privacy: string | undefined }) {
  return (
    <section class="card doors" aria-label={words.label}>
      <form action="/join">
        <label for="code">{words.code}</label>
        <input
          id="code"
          name="code"
          class="code-field"
          required
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
        <button type="submit">{words.join}</button>
      </form>
      <CreateForm>{words.teach}</CreateForm>
      <p>
        <a href="/solo">{words.alone}</a>
      </p>
      {privacy && <p class="hint">{privacy}</p>}
    </section>
  );
}
