import { describe, expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { checkAppFields, fieldsOfSeed000, valueAt } from "./check-app-fields.ts";

/** An App as kapp-controller leaves it when all went well. */
const app = {
  apiVersion: "kappctrl.k14s.io/v1alpha1",
  kind: "App",
  metadata: {
    creationTimestamp: "2026-01-01T00:00:00Z",
    finalizers: ["finalizers.kapp-ctrl.k14s.io/delete"],
    generation: 1,
    name: "hello",
    namespace: "tkg-package-install",
    ownerReferences: [
      {
        ...{ apiVersion: "packaging.carvel.dev/v1alpha1", blockOwnerDeletion: true, controller: true },
        ...{ kind: "PackageInstall", name: "hello", uid: "u1" },
      },
    ],
    resourceVersion: "1",
    uid: "u2",
  },
  spec: {
    deploy: [{ kapp: { rawOptions: ["--wait-timeout=5m"] } }],
    fetch: [{ imgpkgBundle: { image: "harbor.tkg.test/library/hello-bundle@sha256:0" } }],
    serviceAccountName: "hello-tkg-package-install-sa",
    template: [
      { ytt: { ignoreUnknownComments: true, inline: { paths: { "namespace.yaml": "kind: Namespace" } } } },
      { kbld: {} },
    ],
  },
  status: {
    conditions: [{ status: "True", type: "ReconcileSucceeded" }],
    consecutiveReconcileSuccesses: 1,
    deploy: {
      exitCode: 0,
      finished: true,
      startedAt: "t",
      stdout: "Changes\nOp: 2 create\n",
      updatedAt: "t",
    },
    fetch: { exitCode: 0, startedAt: "t", stdout: "kind: LockConfig", updatedAt: "t" },
    friendlyDescription: "Reconcile succeeded",
    inspect: { exitCode: 0, stdout: "Succeeded", updatedAt: "t" },
    observedGeneration: 1,
    template: { exitCode: 0, stderr: "resolve | final: a -> b", updatedAt: "t" },
  },
};

async function check(object: unknown) {
  await using kubectl = await fakeKubectl({
    when: "get app hello --namespace tkg-package-install --output json",
    stdout: JSON.stringify(object),
  });
  const cluster = { kubectl: kubectl.options };
  return await checkAppFields({ cluster, name: "hello", namespace: "tkg-package-install" });
}

describe("fieldsOfSeed000", () => {
  it("are those of an App that is well, each once, in the order in which kubectl prints them", () => {
    const ends = ["spec.template.0.ytt.inline.paths", "spec.template.1.kbld"];
    const paths = (value: unknown, path: string): string[] =>
      typeof value !== "object" || value === null || ends.includes(path)
        ? [path]
        : Object.entries(value).flatMap(([key, one]) => paths(one, path === "" ? key : `${path}.${key}`));
    expect(fieldsOfSeed000).toEqual(paths(app, ""));
  });
});

describe("checkAppFields", () => {
  it("says each field with its value, of a long one the first line, and why it is not the seed's", async () => {
    const { command, succeeded, text } = await check(app);
    expect(command).toBe("kubectl get app hello --namespace tkg-package-install --output yaml");
    expect(succeeded).toBe(true);
    const lines = text.split("\n");
    expect(lines).toHaveLength(fieldsOfSeed000.length);
    expect(lines).toEqual(
      expect.arrayContaining([
        "metadata.name: hello",
        "metadata.generation: 1  # not as in the seed: it counts each change: the seed's App was never paused or told of another CA",
        "metadata.ownerReferences.0.controller: true",
        'spec.template.0.ytt.inline.paths: {"namespace.yaml":"kind: Namespace"}',
        "spec.template.1.kbld: {}",
        "status.deploy.exitCode: 0",
        "status.deploy.stdout: Changes ... (3 lines)  # not as in the seed: kapp prints other columns today, and nothing to create when it is not the first time",
      ]) as string[],
    );
  });

  it("fails with the names of those that are missing", async () => {
    const { template, ...status } = app.status;
    const { succeeded, text } = await check({
      ...app,
      spec: { ...app.spec, template: [{}, { kbld: {} }] },
      status: { ...status, template: { ...template, stderr: undefined } },
    });
    expect(succeeded).toBe(false);
    expect(text).toBe(
      "missing: spec.template.0.ytt.ignoreUnknownComments, spec.template.0.ytt.inline.paths, status.template.stderr",
    );
  });

  it("says that there is no such App", async () => {
    const stderr = 'Error from server (NotFound): apps.kappctrl.k14s.io "hello" not found';
    await using kubectl = await fakeKubectl({ when: "*", stderr, exitCode: 1 });
    const cluster = { kubectl: kubectl.options };
    await expect(checkAppFields({ cluster, name: "hello", namespace: "x" })).rejects.toThrow(
      /^Reading App hello: .* ended with exit code 1: Error from server \(NotFound\)/,
    );
  });
});

describe("valueAt", () => {
  it.each([
    ["a.0.b", [{ b: 0 }], 0],
    ["a.0.b", [{ b: null }], null],
    ["a.1.b", [{ b: 0 }], undefined],
    ["a.0.b.c", [{ b: "text" }], undefined],
    ["a.0.b.c", [{ b: null }], undefined],
  ])("%s of %j is %j", (path, a, expected) => {
    expect(valueAt({ a }, path)).toBe(expected);
  });
});
