import { useSignal } from "@preact/signals";
import { Checkbox } from "../Checkbox.tsx";
import { download } from "./download.ts";
import { type Lesson, writeLesson } from "./lesson.ts";
import { readLesson } from "./lesson_read.ts";
import { StripPicture } from "./StripPicture.tsx";
import { viewTexts } from "../texts/views.ts";

const words = viewTexts.views.lesson;

/** What {@linkcode LessonFile} is given. */
export interface LessonFileProps {
  /** The log as it is now, and who this page is in it. Asked when it is saved. */
  readonly now: () => Lesson;
  /** A lesson was opened: its hash is what its replay must end in. */
  readonly onOpen: (lesson: Lesson, hash: string) => void;
}

/** Saves the log as a file, and opens one. */
export function LessonFile({ now, onOpen }: LessonFileProps) {
  const names = useSignal(false);
  const bytes = useSignal(false);
  const told = useSignal("");
  const wrong = useSignal("");

  const save = () => {
    const keep = { names: names.value, bytes: bytes.value };
    download("lesson.ndjson", "application/x-ndjson", writeLesson(now(), keep));
  };
  const open = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (!file) return;
    const result = readLesson(await file.text());
    // The same file, mended, is another choice.
    input.value = "";
    wrong.value = told.value = "";
    if (!result.ok) {
      const { line, rule, message } = result.error;
      wrong.value = words.broken(line, rule, message);
      return;
    }
    told.value = `${words.opened(result.lesson.frames.length)} ${words.hash}: ${
      result.hash.slice(0, 12)
    }…`;
    onOpen(result.lesson, result.hash);
  };

  return (
    <>
      <div class="buttons">
        <button type="button" onClick={save}>{words.save}</button>
        <Checkbox on={names} text={words.names} />
        <Checkbox on={bytes} text={words.bytes} />
      </div>
      <p class="hint">{words.saveHint}</p>
      <StripPicture now={() => now().frames} />
      <label>
        {words.open}
        <input
          type="file"
          accept=".ndjson,application/x-ndjson"
          aria-describedby="lesson-wrong"
          onChange={({ currentTarget }) => open(currentTarget)}
        />
      </label>
      <p id="lesson-wrong" role="alert">{wrong}</p>
      <p class="hint" role="status">{told}</p>
    </>
  );
}
