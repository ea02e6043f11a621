import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Command, exec } from "../exec.ts";
import { explainGoFailure, unpinned } from "./errors.ts";

/** Where Go keeps what it downloads and compiles. */
export interface GoCaches {
  /** The tool library's folder; `mod` and `build` are made in it. */
  readonly dir: string;
}

export interface GoBuildInput {
  /** The folder with go.mod, go.sum and tools.go. */
  readonly module: string;
  /** Import paths by the name that the binary gets. */
  readonly programs: Readonly<Record<string, string>>;
  /** The folder that gets the binaries. */
  readonly output: string;
  readonly ldflags: string;
  /** Static, with the C library in it; otherwise no C at all. */
  readonly cgo: boolean;
}

/**
 * The arguments of `go build` for programs that run in any image. Several programs at once share what they have in
 * common; Go then names each by the last part of its path.
 */
export function goBuildArgs(input: GoBuildInput): string[] {
  const ldflags = `-s -w ${input.ldflags}${input.cgo ? " -extldflags=-static" : ""}`.trim();
  const [first, ...others] = Object.entries(input.programs);
  const alone = others.length === 0 && first !== undefined;
  const output = alone ? join(input.output, first[0]) : `${input.output}/`;
  return [
    "build",
    "-mod=readonly",
    "-trimpath",
    // The linker strips it (-s -w); not to write it saves the compiler an eighth of its time.
    "-gcflags=all=-dwarf=false",
    `-ldflags=${ldflags}`,
    "-o",
    output,
    ...Object.values(input.programs),
  ];
}

/**
 * Builds programs from a pinned module. What is downloaded is checked against go.sum.
 * @throws HarnessError `unverified` on a checksum mismatch, `missing-tool` without Go, `tool-failed`.
 */
export async function goBuild(
  input: GoBuildInput,
  caches: GoCaches,
  options: Pick<Command, "signal"> = {},
): Promise<void> {
  for (const programs of builtTogether(input.programs)) {
    const result = await exec({
      file: "go",
      args: goBuildArgs({ ...input, programs }),
      cwd: input.module,
      env: { ...goEnvironment(caches), CGO_ENABLED: input.cgo ? "1" : "0" },
      ...options,
    });
    if (result.exitCode !== 0) throw explainGoFailure(`Building ${Object.keys(programs).join(", ")}`, result);
  }
}

/** All in one command where Go gives each the name that it is to have; otherwise one by one, from one build cache. */
export function builtTogether(programs: GoBuildInput["programs"]): GoBuildInput["programs"][] {
  const all = Object.entries(programs);
  const named = all.every(([name, path]) => path.endsWith(`/${name}`));
  return named ? [programs] : all.map(([name, path]) => ({ [name]: path }));
}

/**
 * The folder of a module's source in the module cache, downloaded and verified where it is missing.
 * @throws HarnessError `unverified` when it is not what go.sum says, or go.sum says nothing of it; `missing-tool`,
 * `tool-failed`.
 */
export async function goModuleDir(
  input: { readonly module: string; readonly path: string },
  caches: GoCaches,
  options: Pick<Command, "signal"> = {},
): Promise<string> {
  const { module, path } = input;
  const doing = `Fetching the Go module ${path}`;
  const go = async (...args: string[]) => {
    const result = await exec({ file: "go", args, cwd: module, env: goEnvironment(caches), ...options });
    if (result.exitCode !== 0) throw explainGoFailure(doing, result);
    return result.stdout;
  };
  const version = await go("list", "-mod=readonly", "-m", "-f", "{{.Version}}", path);
  // `go mod download` would add to go.sum what is not there, and so trust it.
  const sums = (await readFile(join(module, "go.sum"), "utf8")).split("\n");
  if (!sums.some((line) => line.startsWith(`${path} ${version} h1:`))) {
    throw unpinned(doing, `${path}@${version}`);
  }
  await go("mod", "download", path);
  return go("list", "-mod=readonly", "-m", "-f", "{{.Dir}}", path);
}

function goEnvironment({ dir }: GoCaches): Record<string, string | undefined> {
  return {
    GOMODCACHE: join(dir, "mod"),
    GOCACHE: join(dir, "build"),
    // modcacherw: a cache that its owner can remove. buildvcs: the version of this repository is none of theirs.
    GOFLAGS: "-modcacherw -buildvcs=false",
    // The compiler collects its garbage less often: a twentieth of its time, for less than 100 MiB.
    GOGC: "400",
    GOWORK: "off",
    // Whatever the environment says, nothing is exempt from verification.
    GOSUMDB: undefined,
    GONOSUMDB: undefined,
    GONOSUMCHECK: undefined,
    GOINSECURE: undefined,
  };
}
