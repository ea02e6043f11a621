import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../core/package-root.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { exec } from "../../tools/exec.ts";

const names = ["go", "java", "nodejs", "ruby"];
const buildpack = (name: string) => join(packageRoot, "fixtures/buildpacks", name);

/** The buildpacks that take the project in a folder. */
async function takenBy(cwd: string): Promise<readonly string[]> {
  const asked = names.map(async (name) => {
    const { exitCode } = await exec({ file: join(buildpack(name), "bin/detect"), args: [], cwd });
    // Any other exit code is an error to the lifecycle.
    expect([0, 100]).toContain(exitCode);
    return exitCode === 0 ? [name] : [];
  });
  return (await Promise.all(asked)).flat();
}

describe("bin/detect", () => {
  it.each([
    ["hello-golang", "go"],
    ["hello-tanzu", "java"],
    ["hello-nodejs", "nodejs"],
    ["hello-ruby", "ruby"],
  ])("of one buildpack takes %s: %s", async (app, name) => {
    expect(await takenBy(join(packageRoot, "fixtures/apps", app))).toEqual([name]);
  });

  it.each([
    [["README.md", "lib/app.rb", "web/package.json"], []],
    [["app.rb"], ["ruby"]],
    [["Gemfile"], ["ruby"]],
    [
      ["go.mod", "tool.rb", "package.json"],
      ["go", "nodejs", "ruby"],
    ],
  ])("looks at the files of the project's own folder: %s", async (files, taken) => {
    await using folder = await temporaryFolder();
    for (const file of files) {
      await mkdir(dirname(join(folder.path, file)), { recursive: true });
      await writeFile(join(folder.path, file), "");
    }
    expect(await takenBy(folder.path)).toEqual(taken);
  });
});

/** What a piece of shell says and leaves that has the shared functions. */
async function script(text: string) {
  await using folder = await temporaryFolder();
  const { exitCode, stdout, stderr } = await exec({
    file: "sh",
    args: ["-euc", `. ${buildpack("lib")}/buildpack.sh\n${text}`],
    env: { CNB_LAYERS_DIR: folder.path, TMPDIR: folder.path },
  });
  const files = (await readdir(folder.path, { recursive: true })).toSorted();
  const read = async (name: string) => readFile(join(folder.path, name), "utf8").catch(() => "");
  return {
    exitCode,
    stdout,
    stderr,
    files,
    launch: await read("launch.toml"),
    gems: await read("gems.toml"),
  };
}

describe("what the buildpacks share", () => {
  it("starts the process web, quoted as TOML wants it, on port 8080 unless told otherwise", async () => {
    const { stdout, files, launch } = await script(`launch sh -c 'a "b" \\c'`);
    expect(launch).toBe(
      '[[processes]]\ntype = "web"\ncommand = ["sh", "-c", "a \\"b\\" \\\\c"]\ndefault = true\n',
    );
    expect(stdout).toBe('  web: sh -c a "b" \\c');
    expect(files).toEqual([
      ...["defaults", "defaults.toml", "defaults/env.launch", "defaults/env.launch/PORT.default"],
      "launch.toml",
    ]);
  });

  it("says whether a former build left a cache", async () => {
    const { stdout, gems } = await script(
      'use_cache gems launch; echo gem > "$layer/gem"; use_cache gems launch',
    );
    expect(stdout).toMatch(
      /^ {2}no cache gems of a former build\n {2}using the cache gems of a former build: /,
    );
    expect(gems).toBe("[types]\nlaunch = true\ncache = true\n");
  });

  it("shows what a command says, keeps it, and fails as it did", async () => {
    const { exitCode, stdout } = await script(
      `run sh -c 'echo good; echo bad >&2; exit 3' || { echo "kept: $(paste -s -d ' ' "$said")"; exit 1; }`,
    );
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^ {2}\$ sh -c .*\n {4}good\n {4}bad\n {2}\d+ s\nkept: good bad$/);
  });

  it("refuses what is not in the build image, and says what to do", async () => {
    const refused = await script(`refuse_missing "$(printf 'a@v1\\nb')" "Do this." "Or that."; echo on`);
    expect(refused).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: "\nERROR: not in the build image: a@v1, b. Builds have no network.\n  Do this.\n  Or that.",
    });
    expect(refused.files).toEqual([]);
  });
});
