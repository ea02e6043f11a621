import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import { folderOfRun, standingRun } from "./open-standing.ts";
import { tanzuCommand } from "./tanzu.ts";

describe("every command", () => {
  it.each([
    ["create", "-f", "a.yaml", "--dry-run"],
    ["list"],
    ["get", "puma"],
    ["delete", "puma", "-y"],
    ["kubeconfig", "get", "puma", "--admin"],
  ])("needs an environment: %s", async (...words) => {
    await using docker = await fakeProgram("docker", [{ when: "volume ls *" }]);
    await expect(tanzuCommand().parseAsync(["cluster", ...words], { from: "user" })).rejects.toMatchObject({
      code: "usage",
      message: "Opening the environment tkg: it does not stand",
      hint: "tkglab up tkg",
    });
    expect(await docker.calls()).toHaveLength(1);
  });
});

describe("standingRun", () => {
  it("is that of the environment", () => {
    const standing = [
      { environment: "other", runId: "1" },
      { environment: "tkg", runId: "2" },
    ];
    expect(standingRun(standing, "tkg")).toBe("2");
  });
});

describe("folderOfRun", () => {
  it("has the owner in its name", async () => {
    await using dir = await temporaryFolder();
    for (const name of ["20260101-000000-abcdef0@9.9.x", "20260101-000000-abcdef@1.2.y"])
      await mkdir(join(dir.path, name));
    expect(await folderOfRun(dir.path, "20260101-000000-abcdef")).toEqual({
      folder: join(dir.path, "20260101-000000-abcdef@1.2.y"),
      owner: "1.2.y",
    });
  });

  it("is in the cache that `up` was told to use", async () => {
    await expect(folderOfRun("/nonexistent/runs", "20260101-000000-abcdef")).rejects.toMatchObject({
      code: "usage",
      message:
        "Opening what run 20260101-000000-abcdef has left standing: its folder is not in /nonexistent/runs",
      hint: "set $TKGLAB_CACHE as it was at `tkglab up`; tkglab down removes it all the same",
    });
  });
});
