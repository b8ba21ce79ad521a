import { texts } from "../texts/page.ts";

interface CreateFormProps {
  /** Whether it is what one came to the page for. */
  readonly isMain?: boolean;
  /** What stands before the button. */
  readonly children: string;
}

/** Makes a classroom. Whoever presses it becomes its teacher. */
export function CreateForm({ children, isMain = false }: CreateFormProps) {
  return (
    <form class="create-form" method="post" action="/rooms">
      <p>{children}</p>
      <button type="submit" class={isMain ? "primary" : ""}>{texts.doors.create}</button>
    </form>
  );
}
