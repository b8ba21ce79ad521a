/** What runs in the browser: it brings the islands of a page to life. @module */
import { computed, signal } from "@preact/signals";
import { type ComponentType, type ContainerNode, h, render } from "preact";
import { parse } from "npm:devalue@^5.6.0";

/** Starts the islands whose places in the page are marked with their number. */
export function boot(components: ComponentType<object>[], data: string): void {
  const props: object[] = parse(data, {
    Signal: ([value, isWritable]: [unknown, boolean]) =>
      isWritable ? signal(value) : computed(() => value),
  });
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) {
    const start = walker.currentNode as Comment;
    const [, index] = start.data.match(/^island (\d+)$/) ?? [];
    // Rendered, not hydrated: hydration would leave attributes as the server wrote them.
    if (!index) continue;
    const [island, container] = [h(components[+index]!, props[+index]!), between(start)];
    // Each in a task of its own, as the code before it was: a slow phone answers in between.
    setTimeout(() => render(island, container));
  }
}

/** Stands in for a parent element, so that Preact sees only what is between two marks. */
function between(start: Comment): ContainerNode {
  const parent = start.parentNode as Element;
  const childNodes: ChildNode[] = [];
  let end = start.nextSibling!;
  for (; !(end instanceof Comment && end.data === "/island"); end = end.nextSibling!) {
    childNodes.push(end);
  }
  return {
    nodeType: 1,
    parentNode: parent,
    firstChild: childNodes[0] ?? null,
    childNodes,
    namespaceURI: parent.namespaceURI,
    contains: (node: Node | null) => parent.contains(node),
    insertBefore: (node: Node, child: Node | null) => parent.insertBefore(node, child ?? end),
    appendChild: (node: Node) => parent.insertBefore(node, end),
    removeChild: (node: Node) => parent.removeChild(node),
  } as unknown as ContainerNode;
}
