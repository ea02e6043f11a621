import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../core/package-root.ts";
import { inputsOf, isImage } from "../recipe.ts";
import { sourcesOf } from "../sources.ts";
import { buildpackApi, buildpacks, buildpackVersion } from "./buildpacks.ts";

const images = buildpacks.flatMap((recipe) => (recipe.type === "buildpack-image" ? [recipe] : []));
const ours = images.filter(({ id }) => id.startsWith("buildpack-"));
const label = (recipe: (typeof images)[number], name: string): unknown =>
  // The type knows each image's labels by name; here they are looked up.
  JSON.parse((recipe.labels as Readonly<Record<string, string>>)[name] ?? "null");

describe("the buildpacks", () => {
  it("are one for each language", () => {
    expect(ours.map(({ id }) => id)).toEqual(
      ["go", "java", "nodejs", "ruby"].map((name) => `buildpack-${name}`),
    );
  });

  it.each(ours.map((recipe) => [recipe.id, recipe] as const))(
    "are called in the labels of %s what they call themselves",
    (imageId, recipe) => {
      const name = imageId.replace("buildpack-", "");
      const own = readFileSync(join(packageRoot, "fixtures/buildpacks", name, "buildpack.toml"), "utf8");
      const field = (key: string) => new RegExp(`^${key} = "(.*)"$`, "m").exec(own)?.[1];
      expect([field("api"), field("id"), field("version")]).toEqual([
        ...[buildpackApi, `tkglab/${name}`, buildpackVersion],
      ]);
      expect(own).toContain('[[stacks]]\nid = "*"\n');
      expect(label(recipe, "io.buildpacks.buildpackage.metadata")).toEqual({
        ...{ id: `tkglab/${name}`, version: buildpackVersion, stacks: [{ id: "*" }] },
      });
      expect(label(recipe, "io.buildpacks.buildpack.layers")).toEqual({
        [`tkglab/${name}`]: {
          [buildpackVersion]: { api: buildpackApi, stacks: [{ id: "*" }], layerDiffID: "<layer>" },
        },
      });
    },
  );

  it("lie where the lifecycle looks for them, and what they share lies in each", () => {
    expect(ours[0]?.content.map(({ to }) => to)).toEqual([
      ...["cnb/buildpacks/tkglab_go/1.0.0", "cnb/buildpacks/tkglab_go/1.0.0/lib"],
    ]);
    expect(ours.map((recipe) => [...sourcesOf(recipe).keys()])).toEqual(
      ["go", "java", "nodejs", "ruby"].map((name) => [
        ...[`fixtures/buildpacks/${name}`, "fixtures/buildpacks/lib"],
      ]),
    );
  });
});

describe("the lifecycle's image", () => {
  const image = images.find(({ id }) => id === "lifecycle-image");

  it("has the program under the name of each phase, and the labels that kpack reads", () => {
    expect(image?.links).toMatchObject({ "cnb/lifecycle/creator": "lifecycle" });
    expect(image?.labels).toMatchObject({ linux: "<layer>", windows: "<layer>" });
    expect(image?.content.find(({ from }) => from === "text")).toMatchObject({
      text: `[lifecycle]
version = "0.20.8"

[apis.buildpack]
deprecated = []
supported = ["0.7","0.8","0.9","0.10","0.11"]

[apis.platform]
deprecated = []
supported = ["0.7","0.8","0.9","0.10","0.11","0.12","0.13","0.14"]
`,
    });
  });

  it("is an image, made of the program", () => {
    expect(image === undefined ? [] : [isImage(image), inputsOf(image)]).toEqual([true, ["lifecycle"]]);
  });
});
