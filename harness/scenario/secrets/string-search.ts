/** The bytes of a string that decide whether it may stand at a place: no string is shorter. */
export const searchWindow = 12;

/** So many bytes are hashed together: pairs would be too common in text. */
const block = 3;
const tableSize = 2 ** 18;

/** Where a string stands. */
export interface StringMatch {
  /** Its number among those that are searched for. */
  readonly which: number;
  readonly start: number;
}

/**
 * Finds thousands of strings in one pass, by the method of Wu and Manber: a table says by the last three bytes of a
 * window how far it can be moved on without missing any of them, mostly by ten bytes at once.
 */
export class StringSearch {
  readonly #strings: readonly Buffer[];
  readonly #steps = new Uint8Array(tableSize).fill(searchWindow - block + 1);
  /** The strings whose window ends with three bytes of this hash. */
  readonly #ending = new Map<number, number[]>();

  /** @throws RangeError for a string that is shorter than the window */
  constructor(strings: readonly Buffer[]) {
    this.#strings = strings;
    for (const [which, string] of strings.entries()) this.#learn(which, string);
  }

  find(bytes: Buffer): StringMatch[] {
    const found: StringMatch[] = [];
    const steps = this.#steps;
    for (let end = searchWindow - 1; end < bytes.length;) {
      const hash = hashEndingAt(bytes, end);
      const step = steps[hash] ?? 1;
      if (step > 0) {
        end += step;
        continue;
      }
      found.push(...this.#matchesAt(bytes, end - searchWindow + 1, hash));
      end += 1;
    }
    return found;
  }

  #learn(which: number, string: Buffer): void {
    if (string.length < searchWindow) throw new RangeError(`a string of ${string.length} bytes`);
    for (let end = block - 1; end < searchWindow; end += 1) {
      const hash = hashEndingAt(string, end);
      this.#steps[hash] = Math.min(this.#steps[hash] ?? 0, searchWindow - 1 - end);
    }
    const last = hashEndingAt(string, searchWindow - 1);
    this.#ending.set(last, [...(this.#ending.get(last) ?? []), which]);
  }

  #matchesAt(bytes: Buffer, start: number, hash: number): StringMatch[] {
    return (this.#ending.get(hash) ?? [])
      .filter((which) => {
        const string = this.#strings[which];
        return string?.equals(bytes.subarray(start, start + string.length));
      })
      .map((which) => ({ which, start }));
  }
}

function hashEndingAt(bytes: Buffer, end: number): number {
  const [first, second, third] = [bytes[end - 2] ?? 0, bytes[end - 1] ?? 0, bytes[end] ?? 0];
  return ((first << 12) ^ (second << 6) ^ third) & (tableSize - 1);
}
