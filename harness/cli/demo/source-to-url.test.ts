import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../core/package-root.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import { appendLanguage, appsOf, demoApps, type Language, languages } from "./demo-apps.ts";
import { demoCommand } from "./demo.ts";

function run(...args: readonly string[]) {
  const command = demoCommand();
  for (const one of [command, ...command.commands]) {
    one.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  }
  return command.parseAsync(["source-to-url", ...args], { from: "user" });
}

describe("tkglab demo source-to-url", () => {
  it("refuses a language that there is no buildpack for, before anything is asked", async () => {
    await using docker = await fakeProgram("docker", []);
    await expect(run("--language", "go", "--language", "cobol")).rejects.toThrow(
      "error: option '--language <language>' argument 'cobol' is invalid. It takes nodejs, go, ruby, java.",
    );
    expect(await docker.calls()).toEqual([]);
  });

  it("says what to do when what stands was made with another cache", async () => {
    const standing = "source-to-url\t20260101-000000-abcdef\n";
    await using _docker = await fakeProgram("docker", [
      { when: "version *", stdout: "29.0.0\n" },
      { when: "volume ls *", stdout: standing },
    ]);
    await expect(run("--keep")).rejects.toMatchObject({
      code: "usage",
      hint: "set $TKGLAB_CACHE as it was at `tkglab up`; tkglab down removes it all the same",
    });
  });
});

describe("--language", () => {
  it("takes the names of the seed too, and each once", () => {
    const chosen = ["golang", "nodejs", "go"].reduce<readonly Language[]>(
      (before, text) => appendLanguage(text, before),
      [],
    );
    expect(chosen).toEqual(["go", "nodejs"]);
  });

  it("is every language unless told", () => {
    expect(appsOf([]).map(({ name }) => name)).toEqual([
      ...["hello-nodejs", "hello-golang", "hello-ruby", "hello-tanzu"],
    ]);
  });
});

describe("the applications", () => {
  it.each(languages)("%s has its greeting where the first command changes it, once", (language) => {
    const { name, greeting } = demoApps[language];
    const file = join(packageRoot, "fixtures/apps", name, greeting.file);
    expect(readFileSync(file, "utf8").split(greeting.text)).toHaveLength(2);
  });
});
