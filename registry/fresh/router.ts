interface Route<T> {
  pattern: string;
  url: URLPattern;
  methods: Map<string, T>;
}

const isPlain = (pattern: string) => !/[:*{}()?+\\]/.test(pattern);

/** Finds routes: plain paths first, patterns after them in the order they were added. */
export class Router<T> {
  #routes = new Map<string, Route<T>>();

  add(method: string, pattern: string, value: T): void {
    const url = new URLPattern({ pathname: pattern });
    const route = this.#routes.get(pattern) ?? { pattern, url, methods: new Map() };
    // The first one to claim a method keeps it, as with everything that is read top to bottom.
    if (!route.methods.has(method)) route.methods.set(method, value);
    this.#routes.set(pattern, route);
  }

  match(pathname: string): (Route<T> & { params: Record<string, string> }) | undefined {
    const exact = isPlain(pathname) && this.#routes.get(pathname);
    for (const route of exact ? [exact] : this.#routes.values()) {
      const groups = route.url.exec({ pathname })?.pathname.groups;
      if (!groups) continue;
      // `%2F` stays as it is, so that a parameter is one segment.
      const params = Object.entries(groups).map((
        [name, it],
      ) => [name, decode(decodeURI, it ?? "")]);
      return { ...route, params: Object.fromEntries(params) };
    }
  }
}

/** One slash where there are several, and none at the end: `//a/` is `/a`. */
export function normalize(pathname: string): string {
  return pathname.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");
}

/** Whether a pattern lies at or below the path that a middleware or an error page is for. */
export function covers(path: string, pattern: string): boolean {
  return path === "/" || pattern === path || pattern.startsWith(`${path}/`);
}

/** How deep a path lies. */
export function depth(path: string): number {
  return path === "/" ? 0 : path.split("/").length - 1;
}

/** Leaves text as it is where it was not encoded well: no request may make this throw. */
export function decode(by: (text: string) => string, text: string): string {
  try {
    return by(text);
  } catch {
    return text;
  }
}
