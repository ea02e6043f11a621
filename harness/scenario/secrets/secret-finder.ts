import { privateLines } from "./private-lines.ts";
import { formsOf } from "./secret-forms.ts";
import { secretShapes } from "./secret-shapes.ts";
import { searchWindow, StringSearch } from "./string-search.ts";

/** A secret in a text, as a range of bytes. */
export interface Sighting {
  readonly start: number;
  readonly end: number;
  /** Which kind of secret, and in which form: `a password of the run (in base64)`. */
  readonly what: string;
}

/** What is left of something when the secrets in it are `***`. */
export interface Hidden<T> {
  readonly rest: T;
  readonly sightings: readonly Sighting[];
}

/** Finds the secrets of a run in texts, in every form, and what looks like a secret whoever has made it. */
export class SecretFinder {
  readonly #forms: readonly { readonly bytes: Buffer; readonly what: string }[];
  readonly #search: StringSearch;

  constructor(secrets: Iterable<string>) {
    this.#forms = [...new Set(secrets)].flatMap((secret) =>
      partsOf(secret).flatMap((part) =>
        formsOf(part).map(({ how, text }) => ({
          bytes: Buffer.from(text),
          what: `${kindOf(secret)} of the run${how}`,
        })),
      ),
    );
    this.#search = new StringSearch(this.#forms.map(({ bytes }) => bytes));
  }

  /** What has to be hidden, in its order; no two of them overlap. */
  find(bytes: Buffer): Sighting[] {
    return joined([...this.#known(bytes), ...shaped(bytes)]);
  }

  hide(bytes: Buffer): Hidden<Buffer> {
    const sightings = this.find(bytes);
    if (sightings.length === 0) return { rest: bytes, sightings };
    const stars = Buffer.from("***");
    const kept = sightings.flatMap(({ start }, place) => [
      bytes.subarray(sightings[place - 1]?.end ?? 0, start),
      stars,
    ]);
    return { rest: Buffer.concat([...kept, bytes.subarray(sightings.at(-1)?.end)]), sightings };
  }

  hideInText(text: string): Hidden<string> {
    // Nearly all texts of a record are shorter than any secret.
    if (text.length < searchWindow) return { rest: text, sightings: [] };
    const { rest, sightings } = this.hide(Buffer.from(text));
    return { rest: sightings.length === 0 ? text : rest.toString(), sightings };
  }

  #known(bytes: Buffer): Sighting[] {
    return this.#search.find(bytes).flatMap(({ which, start }) => {
      const form = this.#forms[which];
      return form === undefined
        ? []
        : [{ ...wholeWord(bytes, start, start + form.bytes.length), what: form.what }];
    });
  }
}

/** Of a key each line by itself: it is indented, quoted and cut in many ways. */
function partsOf(secret: string): readonly string[] {
  return secret.includes("PRIVATE KEY-----") ? privateLines(secret) : [secret.trim()];
}

function kindOf(secret: string): string {
  if (secret.includes("PRIVATE KEY-----")) return "a private key";
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(secret) ? "a token" : "a password";
}

function shaped(bytes: Buffer): Sighting[] {
  // One character for each byte: places in it are places in the bytes.
  const text = bytes.toString("latin1");
  return secretShapes.flatMap(({ kind, pattern, isOne }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const secret = match.groups?.secret ?? match[0];
      if (isOne?.(secret) === false) return [];
      const start = match.index + match[0].lastIndexOf(secret);
      return [{ start, end: start + secret.length, what: kind }];
    }),
  );
}

const wordByte = new Set(Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_%-"));

/** At its ends what is encoded shares characters with what is beside it: the whole word goes. */
function wholeWord(
  bytes: Buffer,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  let [from, to] = [start, end];
  while (wordByte.has(bytes[from - 1] ?? 0)) from -= 1;
  while (wordByte.has(bytes[to] ?? 0)) to += 1;
  while (bytes[to] === "=".charCodeAt(0)) to += 1;
  return { start: from, end: to };
}

/** Overlapping ones become one, under the name of the first. */
function joined(sightings: readonly Sighting[]): Sighting[] {
  const all: Sighting[] = [];
  for (const next of sightings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = all.at(-1);
    if (last === undefined || next.start >= last.end) all.push(next);
    else all[all.length - 1] = { ...last, end: Math.max(last.end, next.end) };
  }
  return all;
}
