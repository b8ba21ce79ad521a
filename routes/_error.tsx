import { HttpError } from "fresh";
import { Sheet } from "../components/join/Sheet.tsx";
import { define } from "../define.ts";

/** One page for everything that goes wrong, in words for the person who sees it. */
export default define.page(({ error }) => {
  const status = error instanceof HttpError ? error.status : 500;
  const known = error instanceof HttpError && error.message;
  return (
    <Sheet>
      <section class="card">
        <h1>{status === 404 ? "There is no page here" : "That did not work"}</h1>
        <p>{status === 404 ? "Check the address." : known || "The server had a problem."}</p>
        <p>
          <a href="/">Back to the lobby</a>
        </p>
      </section>
    </Sheet>
  );
});
