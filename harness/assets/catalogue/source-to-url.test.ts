import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../core/package-root.ts";
import { catalogue } from "../catalogue.ts";

const folders = ["kpack", "source-controller", "traefik", "git-server", "page"];

/** The text of every manifest and overlay, and of what manifests are told about images. */
function manifests(): string {
  const patterns = folders.map((folder) => `fixtures/manifests/${folder}/*.yaml`);
  const files = globSync(patterns, { cwd: packageRoot });
  const values = [...catalogue.values()].flatMap((recipe) =>
    recipe.type === "manifests" && recipe.from.kind === "ytt" && folders.includes(recipe.overlays)
      ? Object.values(recipe.from.values)
      : [],
  );
  return [...files.map((path) => readFileSync(join(packageRoot, path), "utf8")), ...values].join("\n");
}

describe("the node of Source-to-URL", () => {
  it("holds every image that its manifests name, so that none is pulled", () => {
    const node = catalogue.get("node-source-to-url");
    const inNode = node?.type === "preloaded-image" ? Object.keys(node.extra) : [];
    const named = [...new Set(manifests().match(/tkglab\.test\/[a-z-]+:node/g))];
    const certManager = ["cainjector", "controller", "webhook"].map(
      (name) => `tkglab.test/cert-manager-${name}:node`,
    );
    expect([...certManager, ...named.toSorted()]).toEqual(inNode.toSorted());
  });
});

describe("kpack's images of build Pods", () => {
  it("have their program where build Pods look for it", () => {
    const dockerfile = readFileSync(join(packageRoot, "fixtures/images/kpack-process/Dockerfile"), "utf8");
    expect(dockerfile).toContain("COPY bin/ /cnb/process/\n");
    for (const name of ["build-init", "completion", "rebase"]) {
      const recipe = catalogue.get(`kpack-${name}`);
      const context = recipe?.type === "image" ? recipe.context : [];
      expect(context).toEqual([{ from: "asset", asset: "kpack", path: name, to: `bin/${name}` }]);
    }
  });
});
