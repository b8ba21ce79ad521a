/**
 * A stand-in for `@std/assert`, for networks that reach npm and not JSR: the assertions that this
 * project uses, with the signatures that JSR documents, over `node:assert`.
 *
 * @module
 */

import { deepStrictEqual, notDeepStrictEqual } from "node:assert";

/** What the assertions of this page throw; those on equality throw the one of `node:assert`. */
export class AssertionError extends Error {
  override name = "AssertionError";
}

// deno-lint-ignore no-explicit-any -- a constructor of anything, as in @std/assert
type Class<T> = abstract new (...args: any[]) => T;

/** Fails the test. */
export function fail(message?: string): never {
  throw new AssertionError(`Failed assertion${message ? `: ${message}` : "."}`);
}

export function assert(condition: unknown, message = ""): asserts condition {
  if (!condition) throw new AssertionError(message || "Assertion failed");
}

/** Deep equality, which tells types, `NaN` and `-0` apart as `Object.is` does. */
export function assertEquals<T>(actual: T, expected: T, message?: string): void {
  deepStrictEqual(actual, expected, message);
}

export function assertNotEquals<T>(actual: T, expected: T, message?: string): void {
  notDeepStrictEqual(actual, expected, message);
}

export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  message?: string,
): asserts actual is T {
  assert(Object.is(actual, expected), because(message, actual, "is not strictly", expected));
}

export function assertExists<T>(actual: T, message?: string): asserts actual is NonNullable<T> {
  const text = because(message, actual, "is neither", "null nor undefined");
  assert(actual !== undefined && actual !== null, text);
}

export function assertInstanceOf<T>(
  actual: unknown,
  expectedType: Class<T>,
  message?: string,
): asserts actual is T {
  const text = because(message, actual, "is no instance of", expectedType.name);
  assert(actual instanceof expectedType, text);
}

export function assertMatch(actual: string, expected: RegExp, message?: string): void {
  assert(actual.search(expected) >= 0, because(message, actual, "does not match", expected));
}

export function assertStringIncludes(actual: string, expected: string, message?: string): void {
  assert(actual.includes(expected), because(message, actual, "does not contain", expected));
}

export function assertGreater<T>(actual: T, expected: T, message?: string): void {
  assert(actual > expected, because(message, actual, "is not greater than", expected));
}

export function assertGreaterOrEqual<T>(actual: T, expected: T, message?: string): void {
  assert(actual >= expected, because(message, actual, "is less than", expected));
}

export function assertLess<T>(actual: T, expected: T, message?: string): void {
  assert(actual < expected, because(message, actual, "is not less than", expected));
}

export function assertLessOrEqual<T>(actual: T, expected: T, message?: string): void {
  assert(actual <= expected, because(message, actual, "is greater than", expected));
}

/** Gives back what `fn` threw. */
export function assertThrows(fn: () => unknown, message?: string): unknown;
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: Class<E>,
  messageIncludes?: string,
  message?: string,
): E;
export function assertThrows<E extends Error>(
  fn: () => unknown,
  classOrMessage?: Class<E> | string,
  messageIncludes?: string,
  message?: string,
): unknown {
  try {
    fn();
  } catch (error) {
    return checked(error, classOrMessage, messageIncludes, message);
  }
  return notThrown("throw", classOrMessage, message);
}

/** Gives back what the promise that `fn` made was rejected with. */
export function assertRejects(fn: () => PromiseLike<unknown>, message?: string): Promise<unknown>;
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: Class<E>,
  messageIncludes?: string,
  message?: string,
): Promise<E>;
export async function assertRejects<E extends Error>(
  fn: () => PromiseLike<unknown>,
  classOrMessage?: Class<E> | string,
  messageIncludes?: string,
  message?: string,
): Promise<unknown> {
  // Called before it is awaited: to throw is not to reject.
  let promise: PromiseLike<unknown>;
  try {
    promise = fn();
  } catch {
    fail("the function threw when it was to reject");
  }
  try {
    await promise;
  } catch (error) {
    return checked(error, classOrMessage, messageIncludes, message);
  }
  return notThrown("reject", classOrMessage, message);
}

function checked<E extends Error>(
  error: unknown,
  classOrMessage: Class<E> | string | undefined,
  messageIncludes: string | undefined,
  message: string | undefined,
): unknown {
  if (typeof classOrMessage !== "function") return error;
  assertInstanceOf(error, classOrMessage, message);
  if (messageIncludes) assertStringIncludes(error.message, messageIncludes, message);
  return error;
}

function notThrown(
  verb: string,
  classOrMessage: unknown,
  message: string | undefined,
): never {
  const text = typeof classOrMessage === "string" ? classOrMessage : message;
  fail(`the function did not ${verb}${text ? `: ${text}` : ""}`);
}

function because(message: string | undefined, a: unknown, verb: string, b: unknown): string {
  return `${Deno.inspect(a)} ${verb} ${typeof b === "string" ? b : Deno.inspect(b)}` +
    (message ? `: ${message}` : "");
}
