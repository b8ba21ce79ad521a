import { page } from "fresh";
import { define } from "../define.ts";
import { CODE_LENGTH, readCode } from "../server/codes.ts";
import { CodeForm } from "../components/join/CodeForm.tsx";
import { Sheet } from "../components/join/Sheet.tsx";
import { joinTexts } from "../components/texts/join.ts";

const words = joinTexts.join.code;

/** Finds out which room was meant, and says what is wrong with what was typed. */
export const handler = define.handlers({
  GET: (ctx) => {
    const typed = ctx.url.searchParams.get("code")?.trim() ?? "";
    const code = readCode(typed);
    return code ? ctx.redirect(`/r/${code}`, 303) : page({ typed }, { status: typed ? 400 : 200 });
  },
});

export default define.page<typeof handler>(({ data: { typed } }) => (
  <Sheet>
    <section class="card">
      <h1>{words.title}</h1>
      <CodeForm value={typed.slice(0, 100)} error={typed ? explain(typed) : undefined} autofocus />
    </section>
  </Sheet>
));

/** Why this is no code, for somebody who looks at a board and at what they typed. */
function explain(typed: string): string {
  const characters = [...typed.replace(/[\s-]/g, "")];
  if (characters.length > CODE_LENGTH) {
    return words.tooLong(CODE_LENGTH, characters.length);
  }
  if (characters.length < CODE_LENGTH) {
    return words.tooShort(CODE_LENGTH, CODE_LENGTH - characters.length);
  }
  return words.strange;
}
