import { CreateForm } from "./CreateForm.tsx";

/** The two ways from the lobby into a classroom, on one line where there is room. */
export function Doors() {
  return (
    <section class="card doors" aria-label="Classrooms">
      <form action="/join">
        <label for="code">Have a room code?</label>
        <input
          id="code"
          name="code"
          class="code-field"
          required
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
        <button type="submit">Join</button>
      </form>
      <CreateForm>Teach a class?</CreateForm>
      <p>
        <a href="/solo">Alone? Practise with two simulated classmates</a>
      </p>
    </section>
  );
}
