import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { addonApp, cniAddon } from "./addon-app.ts";
import { applyAddons, kappControllerApp } from "./addons.ts";

const abc = { cluster: "abc", namespace: "team", endpoint: "abc-lb:6443", podCidr: "100.96.0.0/11" };

/** kapp-controller's templates as they lie in its source. */
async function templates() {
  const folder = await temporaryFolder();
  await mkdir(join(folder.path, "rbac"));
  for (const [name, text] of Object.entries({
    "deployment.yml": "the Deployment",
    "values.yaml": "the values",
    "build.yml": "how it is built",
    "README.md": "words",
  })) {
    await writeFile(join(folder.path, name), text);
  }
  return folder;
}

interface ConfigMap {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly data?: Readonly<Record<string, string>>;
}

describe("the Apps of a cluster", () => {
  it("are one for each addon, which go into the cluster with its own kubeconfig", () => {
    const reach = { cluster: { kubeconfigSecretRef: { name: "abc-kubeconfig", key: "value" } } };
    const named = (name: string) => ({ kind: "App", metadata: { name, namespace: "team" }, spec: reach });
    expect(kappControllerApp(abc)).toMatchObject(named("abc-kapp-controller"));
    expect(cniAddon({ ...abc, files: {} })[1]).toMatchObject(named("abc-cni"));
    expect(addonApp("abc", "cni")).toBe("abc-cni");
  });

  it("let what the secret says win over what TKG says over what kapp-controller says", () => {
    const { spec } = kappControllerApp(abc);
    expect(spec.template).toEqual([
      { ytt: { ignoreUnknownComments: true, paths: ["templates", "addon", "values"] } },
    ]);
    expect(spec.fetch).toEqual([
      {
        inline: {
          pathsFrom: [
            { configMapRef: { name: "tkg-kapp-controller-templates", directoryPath: "templates" } },
            { configMapRef: { name: "tkg-kapp-controller-addon", directoryPath: "addon" } },
            { secretRef: { name: "abc-kapp-controller-addon", directoryPath: "values" } },
          ],
        },
      },
    ]);
  });
});

describe("applyAddons", () => {
  /** What is applied, by name. */
  async function applied() {
    await using folder = await templates();
    await using kubectl = await fakeKubectl({ when: "*" });
    await applyAddons(abc, { kappControllerTemplates: folder.path }, kubectl.options);
    expect(await kubectl.calls()).toEqual(["apply --server-side --force-conflicts --filename -"]);
    const documents = parseAllDocuments(await kubectl.input());
    expect([...documents].flatMap(({ errors }) => errors)).toEqual([]);
    return [...documents].map((document) => document.toJS() as ConfigMap); // as: Kubernetes objects
  }

  it("gives all that the Apps read, and the Apps", async () => {
    const objects = await applied();
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      "ConfigMap team/tkg-kapp-controller-templates",
      "ConfigMap team/tkg-kapp-controller-addon",
      "App team/abc-kapp-controller",
      "ConfigMap team/abc-cni-addon",
      "App team/abc-cni",
    ]);
    // as: what an App of ours is.
    const read = (objects as unknown as { spec?: { fetch: [{ inline: { pathsFrom: object[] } }] } }[])
      .flatMap(({ spec }) => spec?.fetch[0].inline.pathsFrom ?? [])
      .flatMap((from) => ("configMapRef" in from ? [from.configMapRef as { name: string }] : [])) // as: likewise
      .map(({ name }) => name);
    const there = objects.filter(({ kind }) => kind === "ConfigMap").map(({ metadata }) => metadata.name);
    expect(read).toEqual(there);
  });

  it("takes templates, and neither words nor build instructions", async () => {
    const [templatesMap] = await applied();
    expect(templatesMap?.data).toEqual({ "deployment.yml": "the Deployment", "values.yaml": "the values" });
  });

  it("gives the cluster the network that it asks for", async () => {
    const cni = (await applied()).find(({ metadata }) => metadata.name === "abc-cni-addon")?.data ?? {};
    expect(cni["flannel.yaml"]).toContain('"Network": "100.96.0.0/11"');
    expect(cni["flannel.yaml"]).not.toContain("{{");
    expect(cni["values.yaml"]).toMatch(/^#@data\/values\n---\n/);
    expect(parse(cni["values.yaml"] ?? "")).toEqual({ endpoint: "abc-lb:6443" });
  });
});
