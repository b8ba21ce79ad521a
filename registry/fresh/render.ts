import {
  type ComponentChild,
  type ComponentType,
  createContext,
  Fragment,
  h,
  isValidElement,
  options,
  type VNode,
} from "preact";
import { stringify } from "npm:devalue@^5.6.0";
import { renderToString } from "npm:preact-render-to-string@^6.6.0";
import { buildId } from "./build_id.ts";
import type { BuildCache, Island } from "./build_cache.ts";
import { asset, assetSrcSet } from "./runtime.ts";

/** An island that a page has rendered and the browser will bring to life. */
interface Instance {
  island: Island;
  props: Record<string, unknown>;
}

interface Page {
  nonce: string;
  cache: BuildCache | undefined;
  instances: Instance[];
}

/** The page that is being rendered. Rendering never waits, so there is one at most. */
let current: Page | undefined;

/** Islands inside an island are ordinary components: their parent brings them to life. */
const InsideIsland = createContext(false);

/** Vnodes that stand for an island itself, so that the hook does not wrap them once more. */
const inner = new WeakSet<VNode>();

// Preact calls this for each vnode before rendering it. The name is how its packages, signals
// among them, agree to write it.
const hooks = options as typeof options & { __b?: (vnode: VNode) => void };
const previous = hooks.__b;
hooks.__b = (vnode) => {
  if (current) prepare(vnode as VNode<Record<string, unknown>>, current);
  previous?.(vnode);
};

function prepare(vnode: VNode<Record<string, unknown>>, page: Page): void {
  const { type, props } = vnode;
  if (typeof type === "function") {
    const island = page.cache?.components.get(type);
    if (!island || inner.has(vnode)) return;
    Object.assign(vnode, { type: Boundary, props: { island, type, props } });
  } else if (type === "script" || type === "style") {
    vnode.props = { nonce: page.nonce, ...props };
  } else if ((type === "img" || type === "source") && !props["data-fresh-disable-lock"]) {
    vnode.props = { ...props };
    if (typeof props.src === "string") vnode.props.src = asset(props.src);
    if (typeof props.srcset === "string") vnode.props.srcset = assetSrcSet(props.srcset);
  }
}

/** Marks where an island begins and ends, for the browser to find it. */
function Boundary({ island, type, props }: Instance & { type: ComponentType }) {
  const vnode = h(type, props);
  inner.add(vnode);
  const mark = (inside: boolean) => {
    if (inside) return vnode;
    const index = current!.instances.push({ island, props }) - 1;
    return [
      comment(`island ${index}`),
      h(InsideIsland.Provider, { value: true, children: vnode }),
      comment("/island"),
    ];
  };
  return h(InsideIsland.Consumer, { children: mark });
}

const comment = (text: string) => h(Fragment, { UNSTABLE_comment: text } as object);

/** Renders a whole document; `preload` lists the modules that it will want. */
export function renderDocument(
  vnode: ComponentChild,
  nonce: string,
  cache: BuildCache | undefined,
): { html: string; preload: string[] } {
  const page: Page = { nonce, cache, instances: [] };
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
  const { code, preload } = boot(page);
  if (code) {
    const script = `<script type="module" nonce="${nonce}">${code}</script>`;
    const end = html.lastIndexOf("</body>");
    html = end < 0 ? html + script : html.slice(0, end) + script + html.slice(end);
  }
  return { html: `<!DOCTYPE html>${html}`, preload };
}

/** The one inline script of a page: it imports the islands that are on it and starts them. */
function boot({ cache, instances }: Page): { code: string; preload: string[] } {
  const reload = cache?.reload ?? "";
  if (!cache || instances.length === 0) return { code: reload, preload: [] };

  const urlOf = (file: string) => `/_fresh/js/${buildId}/${file}`;
  const names = new Map<Island, string>();
  for (const { island } of instances) {
    if (!names.has(island)) names.set(island, `i${names.size}`);
  }
  const imports = [...names].map(([{ file, exportName }, name]) =>
    `import{${exportName} as ${name}}from"${urlOf(`${file.name}.js`)}";`
  );
  const components = instances.map(({ island }) => names.get(island)).join();
  // No "<" may reach the HTML parser, which would look for "</script>" in the middle of a string.
  const props = JSON.stringify(serialize(instances.map((it) => it.props))).replaceAll(
    "<",
    "\\u003C",
  );
  const chunks = [...cache.runtime, ...[...names.keys()].flatMap(({ file }) => file.chunks)];
  return {
    code: `import{boot}from"${urlOf("fresh-runtime.js")}";${imports.join("")}` +
      `boot([${components}],${props});${reload}`,
    preload: [...new Set(chunks)].map(urlOf),
  };
}

interface AnySignal {
  brand: symbol;
  peek(): unknown;
}

const isSignal = (value: unknown): value is AnySignal =>
  (value as AnySignal | null)?.brand === Symbol.for("preact-signals");

/** Only what can be written has a setter; a computed signal has no class of its own to look for. */
const isWritable = (signal: AnySignal) =>
  !!Object.getOwnPropertyDescriptor(Object.getPrototypeOf(signal), "value")?.set;

/** Writes the props of all islands down together: what two of them share stays shared. */
function serialize(props: unknown): string {
  return stringify(props, {
    // Wrapped in an array, because a reducer that gives 0 or "" would count as not meant.
    Signal: (it: unknown) => isSignal(it) && isWritable(it) && [it.peek()],
    Computed: (it: unknown) => isSignal(it) && !isWritable(it) && [it.peek()],
    JSX: (it: unknown) => {
      // A signal passes for an element, since it may stand in JSX like one.
      if (isSignal(it) || !isValidElement(it as object)) return false;
      throw new TypeError("Cannot pass JSX to an island: the stand-in for Fresh does not do it");
    },
  });
}
