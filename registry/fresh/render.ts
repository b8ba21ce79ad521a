import { stringify } from "npm:devalue@^5.6.0";
import { type ComponentChild, type ComponentType, Fragment, h, options } from "preact";
import { isValidElement, type VNode } from "preact";
import { renderToString } from "npm:preact-render-to-string@^6.6.0";
import type { Build, Island } from "./build.ts";

interface Page {
  nonce: string;
  build: Build | undefined;
  /** The islands that were rendered and that the browser will bring to life. */
  instances: { island: Island; props: object }[];
  /** Islands in an island are ordinary components: their parent brings them to life. */
  isInside: boolean;
}

/** The page that is being rendered. Rendering never waits, so there is one at most. */
let current: Page | undefined;

// Preact calls this for each vnode before it renders it. The name is how its own packages, signals
// among them, agree to write it.
const hooks = options as typeof options & { __b?: (vnode: VNode) => void };
const previous = hooks.__b;
hooks.__b = (vnode) => {
  const { type, props } = vnode;
  const island = current?.isInside ? undefined : current?.build?.components.get(type);
  if (island) {
    vnode.type = () => markIsland(island, h(type as ComponentType, props as object));
  } else if (current && (type === "script" || type === "style")) {
    vnode.props = { ...props, nonce: current.nonce } as VNode["props"];
  }
  previous?.(vnode);
};

/** Marks where an island begins and ends, for the browser to find it. */
function markIsland(island: Island, vnode: VNode) {
  const page = current!;
  const index = page.instances.push({ island, props: vnode.props }) - 1;
  page.isInside = true;
  const End = () => {
    page.isInside = false;
    // In an array, because a fragment alone would be taken for a wrapper around nothing.
    return [comment("/island")];
  };
  return h(Fragment, null, comment(`island ${index}`), vnode, h(End, null));
}

const comment = (text: string) => h(Fragment, { UNSTABLE_comment: text } as object);

/** Renders a whole document; `modules` are those that the browser will want at once. */
export function renderDocument(vnode: ComponentChild, nonce: string, build: Build | undefined) {
  const page: Page = { nonce, build, instances: [], isInside: false };
  let html: string;
  current = page;
  try {
    html = renderToString(h(Fragment, null, vnode));
  } finally {
    current = undefined;
  }
  if (!/^<html[\s>]/i.test(html)) {
    html = `<html><head><meta charset="utf-8"/></head><body>${html}</body></html>`;
  }
  const { code, modules } = boot(page);
  const script = code && `<script type="module" nonce="${nonce}">${code}</script>`;
  return { html: `<!DOCTYPE html>${html.replace(/<\/body>|$/, (end) => script + end)}`, modules };
}

/** The one inline script of a page: it imports the islands that are on it and starts them. */
function boot({ build, instances }: Page): { code: string; modules: string[] } {
  const reload = build?.reload ?? "";
  if (!build || instances.length === 0) return { code: reload, modules: [] };

  const urlOf = (file: string) => `/_fresh/js/${build.buildId}/${file}.js`;
  const islands = [...new Set(instances.map((it) => it.island))];
  const imports = islands.map(({ file, exportName }, index) =>
    `import{${exportName} as i${index}}from"${urlOf(file)}";`
  );
  const components = instances.map(({ island }) => `i${islands.indexOf(island)}`);
  const props = serialize(instances.map((it) => it.props));
  return {
    code: `import{boot}from"${urlOf("fresh-runtime")}";${imports.join("")}` +
      // No "<" may reach the HTML parser, to which "</script>" in a string is an end.
      `boot([${components}],${JSON.stringify(props).replaceAll("<", "\\u003C")});${reload}`,
    modules: [...new Set(["fresh-runtime", ...islands.map((it) => it.file)])].map(urlOf),
  };
}

const isSignal = (value: unknown): value is { peek(): unknown } =>
  (value as { brand?: symbol } | null)?.brand === Symbol.for("preact-signals");

/** Writes the props of all islands down together: what two of them share stays shared. */
function serialize(props: unknown): string {
  return stringify(props, {
    Signal: (it: unknown) => {
      if (!isSignal(it)) return false;
      // A computed signal has no class of its own to look for, but its value has no setter.
      const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(it), "value")!;
      return [it.peek(), set !== undefined];
    },
    JSX: (it: unknown) => {
      // A signal passes for an element, since it may stand in JSX like one.
      if (isSignal(it) || !isValidElement(it as object)) return false;
      throw new TypeError("Cannot pass JSX to an island: the stand-in for Fresh does not do it");
    },
  });
}
