import { useEffect, useRef } from "preact/hooks";
import { nameOf } from "../classroom.ts";
import { CreateForm } from "../join/CreateForm.tsx";
import { SaveResults } from "../lab/ClassResults.tsx";
import { readReports } from "../lab/reports_read.ts";
import type { Session } from "../session.ts";
import { classTexts } from "../texts/class.ts";

const { over: words, results: resultWords } = classTexts.teaching;

/** In place of what a teacher leads with, once there is no room: what is left of it, and another one. */
export function Over({ session }: { session: Session }) {
  const room = session.classroom.value;
  const results = readReports(session.reports.value, (id) => nameOf(room, id));
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The button that ended it is gone, and with it the focus.
    if (document.activeElement === document.body) title.current?.focus();
  }, []);
  return (
    <section class="card teacher" aria-labelledby="over-title">
      <h2 id="over-title" ref={title} tabIndex={-1}>{words.title}</h2>
      <p>{words.here}</p>
      {results.students.length > 0 && (
        <>
          <h3>{resultWords.save}</h3>
          <SaveResults results={results} />
        </>
      )}
      <CreateForm isMain>{words.another}</CreateForm>
    </section>
  );
}
