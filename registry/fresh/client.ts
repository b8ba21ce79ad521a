/** What runs in the browser: it brings the islands of a page to life. */

import { computed, signal } from "@preact/signals";
import { parse } from "npm:devalue@^5.6.0";
import { type ComponentType, type ContainerNode, h, render } from "preact";

/** Starts the islands whose places in the page are marked with their number. */
export function boot(components: ComponentType<object>[], data: string): void {
  const props = parse(data, {
    Signal: ([value]: [unknown]) => signal(value),
    Computed: ([value]: [unknown]) => computed(() => value),
  }) as object[];

  const marks: [start: Comment, index: number][] = [];
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) {
    const comment = walker.currentNode as Comment;
    const [, index] = comment.data.match(/^island (\d+)$/) ?? [];
    if (index) marks.push([comment, Number(index)]);
  }
  // Rendered, not hydrated: hydration would leave attributes as the server wrote them.
  for (const [start, index] of marks) {
    render(h(components[index]!, props[index]!), between(start));
  }
}

/** Stands in for a parent element, so that Preact sees only what is between two marks. */
function between(start: Comment): ContainerNode {
  const parent = start.parentNode!;
  const childNodes: ChildNode[] = [];
  let end = start.nextSibling!;
  while (!(end instanceof Comment && end.data === "/island")) {
    childNodes.push(end);
    end = end.nextSibling!;
  }
  return {
    nodeType: 1,
    parentNode: parent,
    firstChild: childNodes[0] ?? null,
    childNodes,
    namespaceURI: (parent as Element).namespaceURI,
    contains: (node: Node | null) => parent.contains(node),
    insertBefore: (node: Node, child: Node | null) => parent.insertBefore(node, child ?? end),
    appendChild: (node: Node) => parent.insertBefore(node, end),
    removeChild: (node: Node) => parent.removeChild(node),
  } as unknown as ContainerNode;
}
