import { texts } from "../texts/page.ts";
import { CreateForm } from "./CreateForm.tsx";

const words = texts.doors;

/** The two ways from the lobby into a classroom, on one line where there is room. */
export function Doors() {
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
    </section>
  );
}
