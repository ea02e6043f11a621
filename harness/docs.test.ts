import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "./core/package-root.ts";
import { codeSpansOf, type Document, documents, fencesOf, proseOf } from "./documents.ts";

const pages = documents();
const pathLike = /^(?:harness|scenarios|scripts|fixtures|docs|\.ci)(?:\/[\w.-]+)*\/?$/;
const here = (path: string) => existsSync(join(packageRoot, path));
const textOf = (path: string) => readFileSync(join(packageRoot, path), "utf8");

describe.each(pages)("$path", (page) => {
  it("links to what is there", () => {
    expect(brokenLinks(page)).toEqual([]);
  });

  it("names only files and folders that are there", () => {
    const named = codeSpansOf(page).map((code) => code.split(" ")[0] ?? "");
    const inTrees = fencesOf(page)
      .filter(({ language }) => language === "text")
      .flatMap(({ code }) => code.split("\n").map((line) => line.split(" ")[0] ?? ""));
    const paths = [...named, ...inTrees].filter((path) => pathLike.test(path));
    expect(paths.filter((path) => !here(path))).toEqual([]);
  });

  it("shows code that stands in the file that it names", () => {
    for (const { code, mark } of fencesOf(page)) {
      if (mark?.kind === "from") expect(code).toBe(textOf(mark.path));
    }
  });
});

describe("the environment", () => {
  const code = globSync("{harness,scripts,fixtures}/**/*.{ts,sh,go}", { cwd: packageRoot }).filter(
    (path) => !/\/(?:docs\.test|documents)\.ts$/.test(path),
  );
  const textOfAll = (paths: readonly string[]) => paths.map(textOf).join("\n");
  const variables = (text: string) => new Set(text.match(/\bTKGLAB_[A-Z]+(?:_[A-Z]+)*\b/g));
  const documented = variables(pages.map(({ text }) => text).join("\n"));

  it("has every variable that the pages name", () => {
    const table = /## Cache and environment\n(.*?)\n## /s.exec(pages[0]?.text ?? "")?.[1] ?? "";
    const rows = [...table.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name = ""]) => name);
    expect(rows).toContain("TKGLAB_CACHE");
    const all = textOfAll(code);
    expect([...rows, ...documented].filter((name) => !all.includes(name))).toEqual([]);
  });

  it("is documented: every variable of ours that is read", () => {
    const read = variables(textOfAll(code.filter((path) => !/[._]test\.(?:ts|go)$/.test(path))));
    // What `tkglab images env` prints, the pages leave to it.
    const printed = variables(textOf("harness/cli/images.ts"));
    expect([...read].filter((name) => !documented.has(name) && !printed.has(name))).toEqual([]);
  });
});

describe("what has to be complete", () => {
  const pageAt = (path: string) => pages.find((page) => page.path === path)?.text ?? "";

  it("every folder of the harness is in docs/architecture.md", () => {
    const folders = readdirSync(join(packageRoot, "harness"), { withFileTypes: true });
    const missing = folders
      .filter(
        (entry) => entry.isDirectory() && !pageAt("docs/architecture.md").includes(`harness/${entry.name}/ `),
      )
      .map(({ name }) => name);
    expect(missing).toEqual([]);
  });

  it("every decision is dated, numbered once and in the index", () => {
    const notes = readdirSync(join(packageRoot, "docs/decisions")).filter((name) => /^\d{4}-/.test(name));
    expect(notes.length).toBeGreaterThan(0);
    expect(new Set(notes.map((name) => name.slice(0, 4))).size).toBe(notes.length);
    for (const name of notes) {
      const title = new RegExp(`^# ${Number(name.slice(0, 4))}\\. (.+)\\n\\n\\d{4}-\\d\\d-\\d\\d\\n`);
      const [, said = ""] = title.exec(textOf(`docs/decisions/${name}`)) ?? [];
      expect(said, name).not.toBe("");
      expect(pageAt("docs/decisions/README.md")).toContain(`[${said}](${name})`);
    }
  });

  it("every dependency has a decision", () => {
    // as: the shape of the file beside this folder.
    const { dependencies, devDependencies } = JSON.parse(textOf("package.json")) as Record<
      "dependencies" | "devDependencies",
      Record<string, string>
    >;
    const notes = pages.filter(({ path }) => path.startsWith("docs/decisions/")).map(({ text }) => text);
    const names = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !name.startsWith("@types/"),
    );
    expect(names.filter((name) => !notes.some((text) => text.includes(`\`${name}\``)))).toEqual([]);
  });
});

/** Relative links, and anchors, that lead nowhere. */
function brokenLinks(page: Document): string[] {
  const text = proseOf(page);
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
    ([, link, source]) => link ?? source ?? "",
  );
  return targets.filter((target) => {
    if (target.startsWith("https://")) return false;
    const [path = "", anchor] = target.split("#");
    const file = path === "" ? page.path : join(dirname(page.path), path);
    if (!here(file)) return true;
    return anchor !== undefined && !anchorsOf(textOf(file)).has(anchor);
  });
}

/** The anchors that the usual viewers make of headings. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}
