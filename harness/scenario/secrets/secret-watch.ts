import { readFile, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { filesBelow } from "./files-below.ts";
import { SecretFinder, type Sighting } from "./secret-finder.ts";

/** So many places are named; of the others there are more of the same. */
const namedPlaces = 5;

/** Where secrets were; a Failure, as reports have it. */
export interface SecretFailure {
  readonly code: "secret";
  readonly message: string;
  readonly hint: string;
}

/** Keeps secrets out of what goes into a report, and remembers where there were any. */
export class SecretWatch {
  #finder: SecretFinder;
  readonly #places = new Set<string>();
  #unnamed = 0;

  constructor(secrets: Iterable<string>) {
    this.#finder = new SecretFinder(secrets);
  }

  /** Looks for these from now on. */
  lookFor(secrets: Iterable<string>): void {
    this.#finder = new SecretFinder(secrets);
  }

  /** A text in which each secret is `***`; `where` is what people know it by. */
  text(where: string, text: string): string {
    const { rest, sightings } = this.#finder.hideInText(text);
    if (sightings.length > 0) this.#note(where, Buffer.from(text), sightings);
    return rest;
  }

  /** Plain data in whose texts, at any depth, each secret is `***`. */
  value<T>(where: string, value: T): T {
    // as: what comes back has the shape of what went in; only texts differ.
    return this.#valueAt(where, "", value) as T;
  }

  /** Writes those files anew that hold a secret; places are named from `reportDir`. */
  async files(paths: readonly string[], reportDir: string): Promise<void> {
    for (const path of paths) {
      const bytes = await readFile(path);
      const { rest, sightings } = this.#finder.hide(bytes);
      if (sightings.length === 0) continue;
      await writeFile(path, rest);
      this.#note(relative(reportDir, path), bytes, sightings);
    }
  }

  /** The same for all that is in a folder, however deep; one that is not there is empty. */
  async folder(folder: string, reportDir: string): Promise<void> {
    await this.files(await filesBelow(folder), reportDir);
  }

  /** Says what was found so far, and none of it; undefined where nothing was. */
  get failure(): SecretFailure | undefined {
    if (this.#places.size === 0) return undefined;
    const places = [...this.#places, ...(this.#unnamed === 0 ? [] : [`and ${this.#unnamed} more`])];
    return {
      code: "secret",
      message: `Looking for secrets in the report: ${places.join("; ")}. Each is *** now`,
      hint: "docs/decisions/0047-secrets-in-reports.md says how to find who shows it",
    };
  }

  #valueAt(where: string, field: string, value: unknown): unknown {
    if (typeof value === "string") return this.text(`${where}, ${field}`, value);
    if (Array.isArray(value)) {
      return value.map((one: unknown, place) => this.#valueAt(where, `${field}[${place}]`, one));
    }
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([name, one]: [string, unknown]) => [
      name,
      this.#valueAt(where, field === "" ? name : `${field}.${name}`, one),
    ]);
    return Object.fromEntries(entries);
  }

  #note(where: string, bytes: Buffer, sightings: readonly Sighting[]): void {
    for (const { start, what } of sightings) {
      if (this.#places.size < namedPlaces) {
        this.#places.add(`${what} in ${where}, line ${lineAt(bytes, start)}`);
      } else this.#unnamed += 1;
    }
  }
}

function lineAt(bytes: Buffer, place: number): number {
  let line = 1;
  for (let at = bytes.indexOf("\n"); at !== -1 && at < place; at = bytes.indexOf("\n", at + 1)) line += 1;
  return line;
}
