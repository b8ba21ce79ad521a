import { CodeForm } from "./CodeForm.tsx";
import { CreateForm } from "./CreateForm.tsx";
import { joinTexts } from "../texts/join.ts";

const { create, outside } = joinTexts.join;

/** What {@linkcode Outside} is given. */
export interface OutsideProps {
  readonly title: string;
  readonly words: string;
  /** Where to try again, if that may help. */
  readonly again?: string | undefined;
  /** Whether it is for a teacher, who makes rooms and does not join them. */
  readonly isTeacher?: boolean;
}

/** Why somebody is not in, and the ways on: the same room, another one, the lobby. */
export function Outside({ title, words, again, isTeacher = false }: OutsideProps) {
  return (
    <section class="card outside">
      <h1>{title}</h1>
      <p>{words}</p>
      {again && (
        <p>
          <a class="button primary" href={again}>{outside.again}</a>
        </p>
      )}
      {isTeacher ? <CreateForm isMain>{create.another}</CreateForm> : <CodeForm />}
      <p>
        {outside.or[0]}
        <a href="/">{outside.or[1]}</a>
        {outside.or[2]}
      </p>
    </section>
  );
}
