/**
 * How the server is, for whoever decides whether to send people here.
 *
 * @module
 */

/** What is wrong with a part, in a few words that hold nothing secret; `undefined`: nothing. */
export type Check = () => string | undefined;

/** See the module's description. */
export class Health {
  readonly #checks = new Map<string, Check>();
  #isStopping = false;

  /** Whether the server is saying goodbye. */
  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** Has a part looked at whenever somebody asks. */
  watch(part: string, check: Check): void {
    this.#checks.set(part, check);
  }

  /** From now on nobody is sent here. */
  stop(): void {
    this.#isStopping = true;
  }

  /** What keeps the server from taking people in, by part. Empty: it is ready. */
  troubles(): Record<string, string> {
    const troubles: Record<string, string> = this.#isStopping ? { server: "stopping" } : {};
    for (const [part, check] of this.#checks) {
      const trouble = check();
      if (trouble !== undefined) troubles[part] = trouble;
    }
    return troubles;
  }
}
