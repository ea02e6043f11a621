/** Something that was asked for: there, not there, or refused with a reason. */
export type Reading<T> = { readonly value: T } | { readonly absent: true } | { readonly refused: string };

/** What was read, or undefined. */
export function valueOf<T>(reading: Reading<T>): T | undefined {
  return "value" in reading ? reading.value : undefined;
}
