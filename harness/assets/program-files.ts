import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { HarnessError } from "../core/errors.ts";
import { harnessRoot } from "../core/package-root.ts";

/** What a program of ours is made of: files by the place that each gets. */
export interface ProgramFiles {
  /** The program and all that it imports of ours, as absolute paths by the name relative to `harness`. */
  readonly own: ReadonlyMap<string, string>;
  /** npm packages with all that they need, as absolute folders by their place below `node_modules`. */
  readonly packages: ReadonlyMap<string, string>;
}

/** An import that is there when the program runs: types are stripped. Ours are written by prettier, and by tsc. */
const imports =
  /^(?:import|export)\s+(?!type\b)(?:[^"';]*?\sfrom\s+)?"([^"]+)"|(?<!typeof )\bimport\("([^"]+)"\)/gm;

/**
 * Follows the imports of a program below `harness`: `page/main`, in the form in which this harness runs itself, TypeScript in
 * a checkout and JavaScript where it is installed.
 * @throws HarnessError `internal` for an import that leads nowhere
 */
export function programFiles(main: string): ProgramFiles {
  const own = new Map<string, string>();
  const packages = new Set<string>();
  const visit = (file: string) => {
    const name = relative(harnessRoot, file);
    if (own.has(name)) return;
    own.set(name, file);
    for (const [, fixed, dynamic] of readFileSync(file, "utf8").matchAll(imports)) {
      const imported = fixed ?? dynamic ?? "";
      if (imported.startsWith(".")) visit(join(dirname(file), imported));
      else if (!imported.startsWith("node:")) packages.add(packageName(imported));
    }
  };
  visit(mainFile(main));
  return { own: sorted(own), packages: sorted(packageTree([...packages].toSorted(), harnessRoot)) };
}

/** What starts the program, wherever its own files lie: as JavaScript, in either form. */
export function programStart(main: string): string {
  return `import "./harness/${relative(harnessRoot, mainFile(main)).replace(/\.ts$/, ".js")}";\n`;
}

function mainFile(main: string): string {
  const file = [".ts", ".js"]
    .map((extension) => join(harnessRoot, `${main}${extension}`))
    .find((path) => existsSync(path));
  if (file !== undefined) return file;
  throw new HarnessError({
    code: "internal",
    message: `Looking for the program ${main} in ${harnessRoot}: it is not there`,
  });
}

/**
 * Packages and what they need, and that needs, each once: below `node_modules`, or where another version is there already, in
 * the folder of the package that wants it. Types are left out, and what is optional.
 */
export function packageTree(names: readonly string[], from: string): ReadonlyMap<string, string> {
  const placed = new Map<string, string>();
  let open = names.map((name) => ({ name, from, wantedBy: "" }));
  // Level by level: what a package gets in a folder of its own has to be there before its needs are looked up.
  while (open.length > 0) {
    const level = open.flatMap(({ name, from: start, wantedBy }) => {
      const folder = packageFolder(name, start);
      if (placed.get(visiblePlace(placed, name, wantedBy)) === folder) return [];
      const place = placed.has(name) ? `${wantedBy}/node_modules/${name}` : name;
      placed.set(place, folder);
      return [{ place, folder }];
    });
    open = level.flatMap(({ place, folder }) =>
      needsOf(folder).map((name) => ({ name, from: folder, wantedBy: place })),
    );
  }
  return placed;
}

/** Where Node finds a package that is asked for by one at a place. */
function visiblePlace(placed: ReadonlyMap<string, string>, name: string, wantedBy: string): string {
  const folders = wantedBy === "" ? [] : wantedBy.split("/node_modules/");
  for (let depth = folders.length; depth > 0; depth -= 1) {
    const place = [...folders.slice(0, depth), name].join("/node_modules/");
    if (placed.has(place)) return place;
  }
  return name;
}

/** As Node looks a package up. @throws HarnessError `internal` when it is not installed */
function packageFolder(name: string, start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", name);
    if (existsSync(join(path, "package.json"))) return realpathSync(path);
    if (folder !== dirname(folder)) continue;
    throw new HarnessError({
      code: "internal",
      message: `Looking for the npm package ${name} above ${start}: it is not there`,
      hint: "npm ci",
    });
  }
}

function needsOf(folder: string): readonly string[] {
  // as: npm has checked it.
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  return Object.keys(dependencies)
    .filter((name) => !name.startsWith("@types/"))
    .toSorted();
}

function packageName(imported: string): string {
  return imported
    .split("/")
    .slice(0, imported.startsWith("@") ? 2 : 1)
    .join("/");
}

/** In a stable order: a recipe's key depends on it. */
function sorted(map: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...map].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
