import { describe, expect, it } from "vitest";
import { silent } from "../core/progress.ts";
import { fakeRecipe } from "./fake-source.ts";
import { sourceNamed, sourceNames } from "./source.ts";

const request = {
  key: "k",
  work: "/nonexistent",
  cacheDir: "/nonexistent",
  labels: [],
  inputFolder: () => "/nonexistent",
  inputImage: () => "x:1",
  progress: silent,
  signal: undefined,
};

describe("sourceNamed", () => {
  it("says that nothing can be pulled yet, and what to do instead", async () => {
    await expect(sourceNamed("pull").make(fakeRecipe("harbor"), request)).rejects.toMatchObject({
      code: "usage",
      message: "Pulling the harbor: the catalogue names no upstream image for it",
      hint: "--source build",
    });
  });

  it.each(sourceNames.filter((name) => name !== "pull"))("builds where it is %s", async (name) => {
    // It gets as far as the folder that is not there.
    await expect(sourceNamed(name).make(fakeRecipe("harbor"), request)).rejects.toThrow(
      "ENOENT: no such file or directory, mkdir '/nonexistent/context'",
    );
  });
});
