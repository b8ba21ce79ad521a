import { joinTexts } from "../texts/join.ts";
import { CreateForm } from "./CreateForm.tsx";
import { FieldError } from "./Sheet.tsx";

const words = joinTexts.join.create;

interface CreateCardProps {
  readonly problem?: string;
  /** Whether nothing else is on the page. */
  readonly isMain?: boolean;
}

/** What a classroom is for, and the button that makes one. */
export function CreateCard({ problem, isMain = false }: CreateCardProps) {
  return (
    <section class="card" aria-labelledby="create-title">
      <h2 id="create-title">{words.title}</h2>
      {problem && <FieldError id="create-error">{problem}</FieldError>}
      <CreateForm isMain={isMain}>
        {words.words}
      </CreateForm>
    </section>
  );
}
