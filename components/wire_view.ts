/**
 * What the views of the wire are a function of. A session is that, and so is a lesson: live, paused,
 * stepped, imported and replayed look the same, because they are drawn by the same code.
 *
 * @module
 */

import type { Session } from "./session.ts";

/** See the module's description. */
export interface WireView extends
  Pick<
    Session,
    | "time"
    | "selected"
    | "showsControl"
    | "order"
    | "state"
    | "now"
    | "command"
    | "classroom"
    | "me"
    | "isMine"
  > {
  /** What a log that is over is called. Nobody can be asked for anything of it any more. */
  readonly lesson?: string;
}

/** An id of an element: the page has the views of its session, and of a lesson beside them. */
export function idIn({ lesson }: WireView, id: string): string {
  return lesson === undefined ? id : `lesson-${id}`;
}

/** A view's title, and of which lesson it is. */
export function titleIn({ lesson }: WireView, title: string): string {
  return lesson === undefined ? title : `${lesson}: ${title}`;
}
