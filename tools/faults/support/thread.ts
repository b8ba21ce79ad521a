/**
 * A thread of its own for people who talk or read: what they cost us is then in nobody's delay.
 *
 * @module
 */

/** See the module's description. */
export class Thread implements Disposable {
  readonly #worker: Worker;
  #answer = Promise.withResolvers<unknown>();

  /** @param file A module in this folder that answers each message with one. */
  constructor(file: string) {
    this.#worker = new Worker(new URL(file, import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#answer.resolve(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#answer.reject(new Error(`${file}: ${event.message}`));
    };
  }

  /** Asks, and waits for the answer. One question at a time. */
  async ask<T>(question: unknown): Promise<T> {
    this.#answer = Promise.withResolvers();
    this.#worker.postMessage(question);
    return await this.#answer.promise as T;
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
  }
}

/** The other side: answers each question that a thread is asked. */
export function answer(reply: (question: unknown) => Promise<unknown>): void {
  // The thread's own side, which the compiler takes for a page's.
  const thread = self as unknown as Worker;
  thread.onmessage = async ({ data }) => thread.postMessage(await reply(data));
}
