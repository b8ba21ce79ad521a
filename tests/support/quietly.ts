/** Fresh reports what nobody has caught; a test that throws on purpose need not show it. */
export async function quietly<T>(fn: () => Promise<T>): Promise<T> {
  const { error } = console;
  console.error = () => {};
  try {
    return await fn();
  } finally {
    console.error = error;
  }
}
