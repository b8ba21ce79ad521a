/** What a path leads to: the matched pattern, its parameters and what was registered there. */
export interface Match<T> {
  pattern: string;
  params: Record<string, string>;
  methods: Map<string, T>;
}

interface Route<T> {
  pattern: string;
  url?: URLPattern;
  methods: Map<string, T>;
}

/** Finds routes: plain paths at once, patterns after them in the order they were added. */
export class Router<T> {
  #plain = new Map<string, Route<T>>();
  #patterns: Route<T>[] = [];

  add(method: string, pattern: string, value: T): void {
    let route = this.#plain.get(pattern) ?? this.#patterns.find((it) => it.pattern === pattern);
    if (!route) {
      route = { pattern, methods: new Map() };
      if (/[:*{}()?+\\]/.test(pattern)) {
        route.url = new URLPattern({ pathname: pattern });
        this.#patterns.push(route);
      } else {
        this.#plain.set(pattern, route);
      }
    }
    // The first one to claim a method keeps it, as with everything that is read top to bottom.
    if (!route.methods.has(method)) route.methods.set(method, value);
  }

  /** Matches a path that {@linkcode normalize} has been over. */
  match(pathname: string): Match<T> | undefined {
    const plain = this.#plain.get(pathname);
    if (plain) return { pattern: plain.pattern, params: {}, methods: plain.methods };

    for (const { pattern, url, methods } of this.#patterns) {
      const groups = url!.exec({ pathname })?.pathname.groups;
      if (!groups) continue;
      const params: Record<string, string> = {};
      for (const [name, value] of Object.entries(groups)) {
        if (value !== undefined) params[name] = decode(value);
      }
      return { pattern, params, methods };
    }
  }
}

/** One slash where there are several, and none at the end: `//a/` is `/a`. */
export function normalize(pathname: string): string {
  return pathname.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");
}

/** Whether a route's pattern lies at or below the path that a middleware was added for. */
export function covers(path: string, pattern: string): boolean {
  return path === "/" || pattern === path || pattern.startsWith(`${path}/`);
}

/** How deep a path lies: what is further out runs first. */
export function depth(path: string): number {
  return path === "/" ? 0 : path.split("/").length - 1;
}

/** `%2F` stays as it is, so that a parameter is one segment; what is malformed stays too. */
function decode(value: string): string {
  try {
    return decodeURI(value);
  } catch {
    return value;
  }
}
