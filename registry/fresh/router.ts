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
      const params: Record<string, string> = {};
      // `%2F` stays as it is, so that a parameter is one segment.
      for (const name in groups) params[name] = decode(decodeURI, groups[name] ?? "");
      return { ...route, params };
    }
  }
}

/** One slash where there are several, and none at the end: `//a/` is `/a`. */
export const normalize = (path: string) => path.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");

/** Whether a pattern lies at or below the path that a middleware or an error page is for. */
export const covers = (path: string, pattern: string) =>
  path === "/" || pattern === path || pattern.startsWith(`${path}/`);

/** Leaves text as it is where it was not encoded well: no request may make this throw. */
export function decode(by: (text: string) => string, text: string): string {
  try {
    return by(text);
  } catch {
    return text;
  }
}
