interface CreateFormProps {
  /** What stands before the button. */
  readonly children: string;
}

/** Makes a classroom. Whoever presses it becomes its teacher. */
export function CreateForm({ children }: CreateFormProps) {
  return (
    <form class="create-form" method="post" action="/rooms">
      <p>{children}</p>
      <button type="submit">Create a room</button>
    </form>
  );
}
