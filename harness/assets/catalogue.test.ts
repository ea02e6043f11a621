import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../core/package-root.ts";
import { type AssetId, catalogue, catalogueOf } from "./catalogue.ts";
import { fakeRecipe } from "./fake-source.ts";
import { labNetworksFile } from "./lab-networks.ts";
import { type ContextEntry, inputsOf, type Recipe } from "./recipe.ts";
import { sourcesOf } from "./sources.ts";

const recipes = [...catalogue.values()];
const module = (name: string) => join(packageRoot, "fixtures/modules", name);

/** The version that a go.mod pins of the module that is, or holds, a package. */
function pinnedVersion(recipe: Extract<Recipe, { type: "go" }>): string | undefined {
  const [path = ""] = Object.values(recipe.programs);
  const required = [...readFileSync(join(module(recipe.module), "go.mod"), "utf8").matchAll(/(\S+) (v\S+)/g)];
  return required.find(([, name = ""]) => path === name || path.startsWith(`${name}/`))?.[2];
}

describe("the catalogue", () => {
  it("has no two entries of one name", () => {
    const [first, second] = [fakeRecipe("etcd"), { ...fakeRecipe("etcd"), title: "another etcd" }];
    expect([...catalogueOf([first, fakeRecipe("pause")]).keys()]).toEqual(["etcd", "pause"]);
    expect(() => catalogueOf([first, fakeRecipe("pause"), second])).toThrow(
      'Reading the catalogue: "the etcd" and "another etcd" are both called etcd',
    );
  });

  it("knows its names, so that the compiler finds a wrong one", () => {
    // @ts-expect-error: no entry has this name; were any text a name, the compiler would say that this line is needless.
    const wrong: AssetId = "nonsense";
    expect(catalogue.has(wrong)).toBe(false);
  });

  it.each(recipes.map((recipe) => [recipe.id, recipe] as const))(
    "has all that %s is made of",
    (_id, recipe) => {
      expect(inputsOf(recipe).filter((id) => !catalogue.has(id))).toEqual([]);
      expect([...sourcesOf(recipe).values()].filter((path) => !existsSync(path))).toEqual([]);
    },
  );

  const madeOf = (id: string): string[] => {
    const recipe = catalogue.get(id);
    return recipe === undefined ? [] : [...inputsOf(recipe).flatMap(madeOf), id];
  };
  it.each([
    ["node-photon", "node-photon-containerd-2.2", "node-containerd-2.2"],
    ["node-ubuntu", "node-ubuntu-containerd-2.2", "node-containerd-2.2"],
    ["node-tkg-photon", "node-tkg-photon-containerd-2.2", "node-tkg-containerd-2.2"],
    ["node-tkg-ubuntu", "node-tkg-ubuntu-containerd-2.2", "node-tkg-containerd-2.2"],
  ])("makes of what %s is made of, and of containerd, all of %s", (usual, variant, between) => {
    const more = new Set(madeOf(variant)).difference(new Set(madeOf(usual)));
    expect([...more].toSorted()).toEqual(["containerd-2.2", between, variant].toSorted());
  });

  it("goes round in no circles", () => {
    const follow = (id: string, way: readonly string[]): readonly string[] => {
      if (way.includes(id)) return [...way, id];
      const recipe = catalogue.get(id);
      return recipe === undefined
        ? []
        : (inputsOf(recipe)
            .map((input) => follow(input, [...way, id]))
            .find((found) => found.length > 0) ?? []);
    };
    expect(recipes.map(({ id }) => follow(id, []).join(" -> ")).filter((way) => way !== "")).toEqual([]);
  });

  const dockerfiles = recipes.flatMap((recipe) => (recipe.type === "image" ? [recipe] : []));
  it.each(dockerfiles.map((recipe) => [recipe.id, recipe] as const))(
    "names a base for %s exactly where its Dockerfile takes one",
    (_id, recipe) => {
      const path = join(packageRoot, "fixtures/images", recipe.dockerfile, "Dockerfile");
      expect(/^ARG BASE$/m.test(readFileSync(path, "utf8"))).toBe(recipe.base !== undefined);
    },
  );

  const programs = recipes.flatMap((recipe) => (recipe.type === "go" ? [recipe] : []));
  it.each(programs.map((recipe) => [recipe.id, recipe] as const))(
    "pins in go.mod the version that the title of %s says",
    (_id, recipe) => {
      const said = / (v\d\S+)$/.exec(recipe.title)?.[1];
      // Programs of this project's own have no version of a module.
      if (Object.values(recipe.programs).includes(".")) expect(said).toBeUndefined();
      else expect(said).toBe(pinnedVersion(recipe));
    },
  );

  it.each(programs.map((recipe) => [recipe.id, recipe] as const))(
    "pins every checksum that %s needs, where it needs any",
    (_id, recipe) => {
      const requires = readFileSync(join(module(recipe.module), "go.mod"), "utf8").includes("require");
      expect(existsSync(join(module(recipe.module), "go.sum"))).toBe(requires);
    },
  );

  it("takes from an asset only programs that it has", () => {
    const wanted = recipes.flatMap((recipe) => (recipe.type === "image" ? recipe.context : []));
    const missing = wanted.filter((entry: ContextEntry) => {
      const from = entry.from === "asset" ? catalogue.get(entry.asset) : undefined;
      return entry.from === "asset" && from?.type === "go" && !(entry.path in from.programs);
    });
    expect(missing).toEqual([]);
  });
});

describe("the lab's networks", () => {
  it("are told to a node by kind of range", () => {
    expect(labNetworksFile()).toBe("service 10.96.0.0/12 100.64.0.0/13\npod 10.244.0.0/16 100.96.0.0/11\n");
  });
});
