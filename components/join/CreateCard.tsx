import { CreateForm } from "./CreateForm.tsx";
import { FieldError } from "./Sheet.tsx";

/** What a classroom is for, and the button that makes one. */
export function CreateCard({ problem }: { problem?: string }) {
  return (
    <section class="card" aria-labelledby="create-title">
      <h2 id="create-title">For teachers</h2>
      {problem && <FieldError id="create-error">{problem}</FieldError>}
      <CreateForm>
        A room of your own: your class joins with a code, without accounts. You can lock it, pause
        it and end it.
      </CreateForm>
    </section>
  );
}
