import { createHash } from "node:crypto";

/** Kubernetes' own for names that it makes: no vowels, so no words, and nothing that looks like another. */
const alphabet = "bcdfghjklmnpqrstvwxz2456789";

/** A name's end that follows from a content, whatever the order of its keys. */
export function digest(content: unknown, length: number): string {
  const hash = createHash("sha256").update(JSON.stringify(content, sorted)).digest();
  return Array.from(hash.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join("");
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
