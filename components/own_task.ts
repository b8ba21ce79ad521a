/**
 * Parts of the page that come to life one after the other. A slow phone that brings a whole page to
 * life at once answers nobody for a quarter of a second.
 *
 * @module
 */

import { type ComponentType, type FunctionComponent, h } from "preact";
import lazy, { ErrorBoundary } from "preact-iso/lazy";

let before: Promise<unknown> = Promise.resolve();

/** Resolves in a task of its own, when all that asked before have had theirs. */
export function ownTask(): Promise<void> {
  const turn = before.then(() => new Promise<void>((resolve) => setTimeout(resolve)));
  before = turn;
  return turn;
}

/**
 * The same part, brought to life in a task of its own. Until then what the server wrote of it stays.
 *
 * @param Part It has one element around it: this is what stays.
 */
export function inOwnTask<P extends object>(Part: ComponentType<P>): FunctionComponent<P> {
  // The server, where nobody waits for it.
  if (!("document" in globalThis)) return (props) => h(Part, props);
  const Later = lazy(() => ownTask().then(() => Part));
  return (props) => h(ErrorBoundary, null, h(Later as ComponentType<P>, props));
}
