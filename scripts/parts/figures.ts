/** Runs something, and says how many milliseconds it took. */
export async function timed<T>(
  what: () => PromiseLike<T>,
): Promise<{ readonly value: T; readonly ms: number }> {
  const start = performance.now();
  const value = await what();
  return { value, ms: performance.now() - start };
}

/** Prints a figure of a benchmark beside its bar. */
export function printFigure(what: string, value: number, bar: number): void {
  process.stdout.write(`${what}: ${value.toFixed(2)} (bar ${bar}) ${value <= bar ? "ok" : "MISSED"}\n`);
}
