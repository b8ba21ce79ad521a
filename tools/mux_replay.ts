/**
 * A lesson that was saved, at a terminal. Only tools/mux.ts uses this.
 *
 * @module
 */

import { readLesson } from "../components/lab/lesson_read.ts";
import { narrate } from "../components/lab/narrate.ts";

/** Where it is shown. */
interface Output {
  readonly print: (line: string) => void;
  readonly note: (line: string) => void;
}

/** Prints a lesson's frames and the hash of the state after them. Exit codes: 0 done, 1 failed. */
export async function replay(path: string, json: boolean, output: Output): Promise<number> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    output.note(`Cannot read ${path}: ${(error as Error).message}`);
    return 1;
  }
  const result = readLesson(text);
  if (!result.ok) {
    const { line, rule, message } = result.error;
    output.note(`${path}:${line}: ${rule}: ${message}`);
    return 1;
  }
  const { lesson: { frames }, hash } = result;
  frames.forEach((frame, index) =>
    output.print(json ? JSON.stringify(frame) : narrate(frames, index))
  );
  output.print(json ? JSON.stringify({ hash }) : `state ${hash}`);
  return 0;
}
