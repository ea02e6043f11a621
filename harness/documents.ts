import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./core/package-root.ts";

/** A page of documentation, for the tests that hold it to what is there. */
export interface Document {
  /** Relative to the package's root. */
  readonly path: string;
  readonly text: string;
}

/** A fenced piece of code. */
export interface Fence {
  readonly document: string;
  readonly language: string;
  readonly code: string;
  /** `<!-- from: path -->` or `<!-- file: path -->` above it: cut from that file, or to be put there. */
  readonly mark?: { readonly kind: "from" | "file"; readonly path: string };
}

/** Every page of the package, README first. */
export function documents(): readonly Document[] {
  const paths = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    ...globSync("docs/**/*.md", { cwd: packageRoot }).sort(),
  ];
  return paths.map((path) => ({ path, text: readFileSync(join(packageRoot, path), "utf8") }));
}

/** The fences of a page in their order. */
export function fencesOf({ path: document, text }: Document): readonly Fence[] {
  const fence =
    /(?:<!-- (?<kind>from|file): (?<path>\S+) -->\n\n)?^```(?<language>\w+)\n(?<code>.*?)^```$/gms;
  return [...text.matchAll(fence)].map(({ groups = {} }) => {
    const { kind, path, language = "", code = "" } = groups;
    const marked = (kind === "from" || kind === "file") && path !== undefined;
    return { document, language, code, ...(marked ? { mark: { kind, path } } : {}) };
  });
}

/** A page without its fences. */
export function proseOf({ text }: Document): string {
  return text.replaceAll(/^```.*?^```$/gms, "");
}

/** The pieces of code within the prose of a page. */
export function codeSpansOf(document: Document): readonly string[] {
  return [...proseOf(document).matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
}
