import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { newFile, quoted } from "./get-kubeconfig.ts";
import { tanzuCommand } from "./tanzu.ts";

describe("kubeconfig get", () => {
  it("says that there is no OIDC", async () => {
    const words = ["cluster", "kubeconfig", "get", "puma", "-n", "team"];
    await expect(tanzuCommand().parseAsync(words, { from: "user" })).rejects.toMatchObject({
      code: "usage",
      message:
        "Getting the kubeconfig of cluster puma: without --admin it is for logging in by OIDC, which the lab has not",
      hint: "tkglab tanzu cluster kubeconfig get puma --namespace team --admin",
    });
  });

  it("overwrites no file that is there", async () => {
    await using dir = await temporaryFolder();
    const file = join(dir.path, "config");
    expect(newFile(file)).toBe(file);
    await writeFile(file, "");
    expect(() => newFile(file)).toThrow(
      expect.objectContaining({
        code: "usage",
        message: `Exporting a kubeconfig to ${file}: it is there already, and would be lost`,
        hint: "another --export-file",
      }),
    );
  });

  it.each([
    ["/a/b-1.kubeconfig", "/a/b-1.kubeconfig"],
    ["/my files/$x", "'/my files/$x'"],
    ["/it's", String.raw`'/it'\''s'`],
  ])("prints %s for a shell", (word, printed) => {
    expect(quoted(word)).toBe(printed);
  });
});
