import type { ComponentChildren } from "preact";

/** A page with one thing to do, and a way home. It needs no script. */
export function Sheet({ children }: { children: ComponentChildren }) {
  return (
    <>
      <header class="status">
        <p class="home">
          <a href="/">Mini Multiplexed Chat</a>
        </p>
      </header>
      <main class="sheet">{children}</main>
    </>
  );
}

/** What is wrong with a field, where it can be read before and after the field. */
export function FieldError({ id, children }: { id: string; children: ComponentChildren }) {
  return <p id={id} class="field-error" role="alert">{children}</p>;
}
