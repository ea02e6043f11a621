import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { packageRoot } from "../../core/package-root.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { collections } from "../supply-chain/chain-api.ts";
import { namespaces, pageHost } from "./names.ts";
import { installPage } from "./page.ts";

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly rules?: readonly {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
  }[];
  readonly spec?: { readonly rules?: readonly { readonly host: string }[] };
}

const text = readFileSync(join(packageRoot, "fixtures/manifests/page/page.yaml"), "utf8");
// as: the file is ours.
const manifests = parseAllDocuments(text).map((document) => document.toJS() as Manifest);

/** Of a kind of rights: `<group>/<resource> <verb>`. */
function rightsOf(kind: string): readonly string[] {
  return manifests
    .filter((manifest) => manifest.kind === kind)
    .flatMap(({ rules = [] }) => rules)
    .flatMap(({ apiGroups, resources, verbs }) =>
      resources.map((resource) => `${apiGroups.join()}/${resource} ${verbs.join()}`),
    );
}

const ofCluster = ["clustersupplychains", "clusterbuilders", "clusterstacks", "clusterstores"];

describe("the page's manifests", () => {
  it("let it list what supply chains are made of and read logs, and nothing else", () => {
    const listed = Object.values(collections).map(({ group, plural }) => `${group}/${plural} list`);
    const isOfCluster = (right: string) => ofCluster.some((plural) => right.includes(`/${plural} `));
    expect(rightsOf("ClusterRole").toSorted()).toEqual(listed.filter(isOfCluster).toSorted());
    const inNamespace = listed.filter((right) => !isOfCluster(right));
    expect(rightsOf("Role").toSorted()).toEqual([...inNamespace, "/pods/log get"].toSorted());
  });

  it("keep what Kubernetes says of Services out of its environment", () => {
    expect(text).toContain("enableServiceLinks: false\n");
  });

  it("have the names by which others know it", () => {
    const named = (kind: string) => manifests.filter((manifest) => manifest.kind === kind);
    expect(named("Namespace").map(({ metadata }) => metadata.name)).toEqual([namespaces.page]);
    expect(named("Role").map(({ metadata }) => metadata.namespace)).toEqual([namespaces.workloads]);
    expect(named("Ingress").map(({ spec }) => spec?.rules?.[0]?.host)).toEqual([pageHost]);
  });
});

it("installPage applies them, and waits until it serves", async () => {
  await using kubectl = await fakeKubectl({ when: "*" });
  await installPage(kubectl.options);
  expect(await kubectl.input()).toBe(text);
  expect((await kubectl.calls()).at(-1)).toBe(
    "wait deployment --all --namespace tkglab --for=condition=Available --timeout=240s",
  );
});
