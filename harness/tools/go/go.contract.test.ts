import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { packageRoot } from "../../core/package-root.ts";
import { execOk } from "../exec.ts";
import { goBuild, goModuleDir } from "./go.ts";

const dependency = "github.com/pkg/errors";
const version = "v0.9.1";

const source = `package main

import (
	"fmt"

	"${dependency}"
)

func main() { fmt.Println(errors.New("it works")) }
`;

/** The lines of the dependency in a go.sum of this project: the archive's, and its go.mod's. */
async function pinned(): Promise<{ readonly zip: string; readonly mod: string }> {
  const lines = (await readFile(join(packageRoot, "fixtures/modules/kind/go.sum"), "utf8")).split("\n");
  const line = (start: string) => lines.find((one) => one.startsWith(start)) ?? "";
  return { zip: line(`${dependency} ${version} h1:`), mod: line(`${dependency} ${version}/go.mod h1:`) };
}

/** The same line with another checksum. */
const tampered = (line: string) => line.replace(/h1:..../, "h1:AAAA");

describe("Go", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tkglab-go-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** A module with one program and one dependency. */
  async function module({ sums = [] as string[], main = source, go = "1.21" }) {
    const path = join(folder, "module");
    await mkdir(path);
    await writeFile(
      join(path, "go.mod"),
      `module tkglab.test/toy\n\ngo ${go}\n\nrequire ${dependency} ${version}\n`,
    );
    await writeFile(join(path, "go.sum"), sums.map((line) => `${line}\n`).join(""));
    await writeFile(join(path, "main.go"), main);
    return path;
  }

  const caches = () => ({ dir: join(folder, "caches") });
  const build = (path: string) =>
    goBuild({ module: path, programs: { toy: "." }, output: folder, ldflags: "", cgo: false }, caches());

  it("builds what go.sum vouches for, into a program that stands alone", async () => {
    const { zip, mod } = await pinned();
    await build(await module({ sums: [zip, mod] }));
    expect(await execOk({ doing: "Running", file: join(folder, "toy"), args: [] })).toBe("it works");
  });

  it("builds nothing when the archive is not what go.sum says", async () => {
    const { zip, mod } = await pinned();
    await expect(build(await module({ sums: [tampered(zip), mod] }))).rejects.toMatchObject({
      code: "unverified",
      message: `Building toy: ${dependency}@${version} as downloaded does not match the checksum in go.sum; nothing was built`,
      hint: "git diff -- fixtures/modules; if go.sum is as committed, the module proxy serves something else",
    });
  });

  it("builds nothing when its go.mod is not what go.sum says", async () => {
    const { zip, mod } = await pinned();
    await expect(build(await module({ sums: [zip, tampered(mod)] }))).rejects.toMatchObject({
      code: "unverified",
      message: `Building toy: ${dependency}@${version}/go.mod as downloaded does not match the checksum in go.sum; nothing was built`,
    });
  });

  it("builds nothing when go.sum has nothing to say, and does not write it there itself", async () => {
    const { mod } = await pinned();
    const path = await module({ sums: [mod] });
    await expect(build(path)).rejects.toMatchObject({
      code: "unverified",
      message: `Building toy: go.sum has no checksum for what is needed: main.go:6:2: missing go.sum entry for module providing package ${dependency} (imported by tkglab.test/toy); to add:\n\tgo get tkglab.test/toy`,
    });
    expect(await readFile(join(path, "go.sum"), "utf8")).toBe(`${mod}\n`);
  });

  it("says which line it cannot compile", async () => {
    const path = await module({ main: "package main\n\nfunc main() { nonsense() }\n" });
    await expect(build(path)).rejects.toMatchObject({
      code: "tool-failed",
      message: expect.stringMatching(
        /^Building toy: go build .* ended with exit code 1: # tkglab\.test\/toy\n.*main\.go:3:15: undefined: nonsense$/,
      ) as string,
    });
  });

  it("says when it is too old", async () => {
    vi.stubEnv("GOTOOLCHAIN", "local");
    try {
      await expect(build(await module({ go: "1.999.0" }))).rejects.toMatchObject({
        code: "missing-tool",
        message: expect.stringMatching(
          /^Building toy: this Go is too old: go: go\.mod requires go >= 1\.999\.0 \(running go \S+; GOTOOLCHAIN=local\)$/,
        ) as string,
        hint: "tkglab doctor",
      });
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it("says when it is not there", async () => {
    vi.stubEnv("PATH", "/nonexistent");
    try {
      await expect(build(await module({}))).rejects.toMatchObject({
        code: "missing-tool",
        message: "Running go: it is not installed, or not on the PATH",
        hint: "tkglab doctor",
      });
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it("finds the source of a module, downloading it where it is missing", async () => {
    const { zip, mod } = await pinned();
    const dir = await goModuleDir({ module: await module({ sums: [zip, mod] }), path: dependency }, caches());
    expect(dir).toBe(join(caches().dir, "mod", `${dependency}@${version}`));
    expect(await readFile(join(dir, "errors.go"), "utf8")).toContain("package errors");
  });

  it("does not take a source that is not what go.sum says", async () => {
    const { zip, mod } = await pinned();
    const path = await module({ sums: [tampered(zip), mod] });
    await expect(goModuleDir({ module: path, path: dependency }, caches())).rejects.toMatchObject({
      code: "unverified",
      message: `Fetching the Go module ${dependency}: ${dependency}@${version} as downloaded does not match the checksum in go.sum; nothing was built`,
    });
  });

  it("does not take a source that go.sum says nothing of, and does not write it there itself", async () => {
    const { mod } = await pinned();
    const path = await module({ sums: [mod] });
    await expect(goModuleDir({ module: path, path: dependency }, caches())).rejects.toMatchObject({
      code: "unverified",
      message: `Fetching the Go module ${dependency}: go.sum has no checksum for ${dependency}@${version}`,
      hint: "go mod tidy in the module's folder under fixtures/modules, then review the change of go.sum",
    });
    expect(await readFile(join(path, "go.sum"), "utf8")).toBe(`${mod}\n`);
  });
});
