/**
 * Ties the page's list of channels to the room that it shows.
 *
 * @module
 */

import { useEffect } from "preact/hooks";
import type { Session } from "../session.ts";
import { declared, made } from "./designs.ts";

/** See the module's description. Another room has none of this one's channels. */
export function useDesigns(session: Session): void {
  useEffect(() => {
    const end = session.classroom.subscribe(({ settings }) => declared.value = settings.channels);
    return () => {
      end();
      declared.value = made.value = [];
    };
  }, []);
}
