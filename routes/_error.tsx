import { HttpError } from "fresh";
import { Sheet } from "../components/join/Sheet.tsx";
import { joinTexts } from "../components/texts/join.ts";
import { define } from "../define.ts";

const words = joinTexts.join.wrong;

/** One page for everything that goes wrong, in words for the person who sees it. */
export default define.page(({ error }) => {
  const status = error instanceof HttpError ? error.status : 500;
  const known = error instanceof HttpError && error.message;
  return (
    <Sheet>
      <section class="card">
        <h1>{status === 404 ? words.none : words.failed}</h1>
        <p>{status === 404 ? words.noneWords : known || words.failedWords}</p>
        <p>
          <a href="/">{words.back}</a>
        </p>
      </section>
    </Sheet>
  );
});
