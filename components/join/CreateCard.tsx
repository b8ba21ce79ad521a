import { CreateForm } from "./CreateForm.tsx";
import { FieldError } from "./Sheet.tsx";

interface CreateCardProps {
  readonly problem?: string;
  /** Whether nothing else is on the page. */
  readonly isMain?: boolean;
}

/** What a classroom is for, and the button that makes one. */
export function CreateCard({ problem, isMain = false }: CreateCardProps) {
  return (
    <section class="card" aria-labelledby="create-title">
      <h2 id="create-title">For teachers</h2>
      {problem && <FieldError id="create-error">{problem}</FieldError>}
      <CreateForm isMain={isMain}>
        A room of your own: your class joins with a code, without accounts. You can lock it, pause
        it and end it.
      </CreateForm>
    </section>
  );
}
