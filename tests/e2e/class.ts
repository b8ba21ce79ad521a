/**
 * A class in browsers: a teacher, and students who came in by the code.
 *
 * @module
 */

import type { BrowserContextOptions, Locator } from "playwright-core";
import type { Running } from "../support/app.ts";
import { inside, visit, type Window } from "./windows.ts";

/** See the module's description. */
export class Class implements AsyncDisposable {
  readonly app: Running;
  readonly code: string;
  readonly teacher: Window;
  readonly #windows: Window[];

  private constructor(app: Running, code: string, teacher: Window) {
    this.app = app;
    this.code = code;
    this.teacher = teacher;
    this.#windows = [teacher];
  }

  /** A new classroom, with its teacher in it. */
  static async open(app: Running, options: BrowserContextOptions = {}): Promise<Class> {
    const teacher = await visit(`${app.origin}/rooms`, options);
    await teacher.page.getByRole("button", { name: "Create a room" }).click();
    await teacher.page.waitForURL(/\/board$/);
    const code = /\/r\/(\w+)\//.exec(teacher.page.url())![1]!;
    await teacher.page.getByRole("link", { name: "Open the classroom" }).click();
    await inside(teacher);
    await teacher.page.getByRole("region", { name: "You are the teacher" }).waitFor();
    return new Class(app, code, teacher);
  }

  /** One more student. */
  async join(name: string, options: BrowserContextOptions = {}): Promise<Window> {
    const student = await visit(`${this.app.origin}/r/${this.code}`, options);
    await student.page.getByLabel("Your name here").fill(name);
    await student.page.getByRole("button", { name: "Come in" }).click();
    await inside(student);
    this.#windows.push(student);
    return student;
  }

  /** A button of what the teacher leads with. */
  power(name: string | RegExp): Locator {
    const powers = this.teacher.page.getByRole("region", { name: "You are the teacher" });
    return powers.getByRole("button", { name, exact: true });
  }

  /** Opens one of the teacher's panels. */
  async panel(name: string): Promise<Locator> {
    await this.power(name).click();
    return this.teacher.page.locator("#teacher-panel");
  }

  /** What went wrong in any page. */
  get errors(): string[] {
    return this.#windows.flatMap(({ errors }) => errors);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const window of this.#windows) await window[Symbol.asyncDispose]();
  }
}

/** A part of a page, by its title. */
export function part({ page }: Window, name: string): Locator {
  return page.getByRole("region", { name, exact: true });
}
