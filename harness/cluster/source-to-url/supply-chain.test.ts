import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { packageRoot } from "../../core/package-root.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { applySupplyChain } from "./supply-chain.ts";

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: {
    readonly template?: { readonly apiVersion: string; readonly kind: string };
    readonly resources?: readonly {
      readonly name: string;
      readonly templateRef: { readonly kind: string; readonly name: string };
    }[];
  };
  readonly rules?: readonly {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
  }[];
}

function manifests(name: string): Manifest[] {
  const text = readFileSync(join(packageRoot, `fixtures/manifests/source-to-url/${name}.yaml`), "utf8");
  // as: the files are ours.
  return parseAllDocuments(text).map((document) => document.toJS() as Manifest);
}

describe("the supply chain's manifests", () => {
  it("have the seed's names", () => {
    expect(manifests("templates").map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      "ClusterSourceTemplate source",
      "ClusterImageTemplate image",
      "ClusterTemplate app-deploy-deployment",
      "ClusterTemplate app-deploy-service",
      "ClusterTemplate app-deploy-ingress",
    ]);
    expect(manifests("supply-chain").map(({ metadata }) => metadata.name)).toEqual(["supply-chain"]);
  });

  it("refer to templates that there are", () => {
    const names = manifests("templates").map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    const [chain] = manifests("supply-chain");
    const used = chain?.spec?.resources?.map(({ templateRef }) => `${templateRef.kind} ${templateRef.name}`);
    expect(used).toEqual(names);
  });

  it("may make what the templates make, and nothing else", () => {
    const made = manifests("templates").map(({ spec }) => {
      const { apiVersion = "", kind = "" } = spec?.template ?? {};
      const group = apiVersion.includes("/") ? apiVersion.split("/")[0] : "";
      return `${group} ${kind.toLowerCase().replace(/y$/, "ie").replace(/ss$/, "sse")}s`;
    });
    const rules = manifests("rbac").flatMap((manifest) => manifest.rules ?? []);
    expect(rules.map(({ apiGroups, resources }) => `${apiGroups.join()} ${resources.join()}`)).toEqual(made);
    for (const { verbs } of rules) expect(verbs).toEqual(["get", "create", "patch"]);
  });
});

describe("applySupplyChain", () => {
  it("names the registry's project in the templates, and waits until Cartographer takes the chain", async () => {
    await using kubectl = await fakeKubectl({ when: "*" });
    await applySupplyChain("harbor.tkg.test/demo", kubectl.options);
    const input = await kubectl.input();
    expect(input).toContain("default: harbor.tkg.test/demo\n");
    expect(input).not.toContain("default: registry.example");
    expect((await kubectl.calls()).at(-1)).toBe(
      "wait clustersupplychain/supply-chain --for=condition=Ready --timeout=240s",
    );
  });
});
