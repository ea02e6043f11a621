import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import type { FakeRefusal } from "./fake-objects.ts";
import { FakeKappController } from "./fake-kapp-controller.ts";
import { cartographer, fakePackageCluster, patient, quick } from "./fake-packages.ts";
import { installPackage } from "./install-package.ts";

const x509 = "vendir: Error: x509: certificate signed by unknown authority";
const account = "cartographer-tkg-package-install";
const paths = {
  install: "/apis/packaging.carvel.dev/v1alpha1/namespaces/tkg-package-install/packageinstalls/cartographer",
  serviceAccount: `/api/v1/namespaces/tkg-package-install/serviceaccounts/${account}-sa`,
  secret: `/api/v1/namespaces/tkg-package-install/secrets/${account}-values`,
  role: `/apis/rbac.authorization.k8s.io/v1/clusterroles/${account}-cluster-role`,
  binding: `/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/${account}-cluster-rolebinding`,
};
const made = [paths.serviceAccount, paths.role, paths.binding, paths.secret];
const annotation = "tkg.tanzu.vmware.com/tanzu-package";

/** Answers with a refusal to one request, and to no other. */
function refusing(request: string, status: number, reason: string, message: string) {
  return {
    refuse: (asked: string): FakeRefusal | undefined =>
      asked === request ? { status, reason, message } : undefined,
  };
}

/** A file of values. */
async function valuesFile() {
  const folder = await temporaryFolder();
  const file = join(folder.path, "values.yaml");
  await writeFile(file, "replicas: 2\n");
  return { file, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

describe("installPackage", patient, () => {
  it("makes what the Tanzu CLI makes, under its names, and waits for success", async () => {
    await using api = await fakePackageCluster(new FakeKappController("succeeds"));
    await using values = await valuesFile();
    const said: string[] = [];
    const attempt = await installPackage({
      ...cartographer,
      ...{ cluster: api, budget: quick, valuesFile: values.file },
      progress: { say: (line) => void said.push(line), now: () => undefined },
    });
    expect(attempt).toMatchObject({
      command: `tanzu package install cartographer --package-name cartographer.carto.run --version 0.0.7 --namespace tkg-package-install --values-file ${values.file}`,
      ...{ succeeded: true, text: "Reconcile succeeded", change: "added" },
    });
    expect(said).toEqual([
      "Getting package metadata for 'cartographer.carto.run'",
      `Creating service account '${account}-sa'`,
      `Creating cluster admin role '${account}-cluster-role'`,
      `Creating cluster role binding '${account}-cluster-rolebinding'`,
      `Creating secret '${account}-values'`,
      "Creating package resource",
      "Waiting for 'PackageInstall' reconciliation for 'cartographer'",
    ]);
    expect(api.objects.get(paths.install)).toMatchObject({
      metadata: {
        annotations: {
          [`${annotation}-ClusterRole`]: `${account}-cluster-role`,
          [`${annotation}-ClusterRoleBinding`]: `${account}-cluster-rolebinding`,
          [`${annotation}-ServiceAccount`]: `${account}-sa`,
          [`${annotation}-Secret`]: `${account}-values`,
        },
      },
      spec: {
        serviceAccountName: `${account}-sa`,
        packageRef: {
          refName: "cartographer.carto.run",
          versionSelection: { constraints: "0.0.7", prereleases: {} },
        },
        values: [{ secretRef: { name: `${account}-values` } }],
      },
    });
    for (const path of made) {
      expect(api.objects.get(path)?.metadata.annotations).toEqual({ [annotation]: account });
    }
    expect(api.objects.get(paths.role)?.rules).toEqual([
      { apiGroups: ["*"], resources: ["*"], verbs: ["*"] },
    ]);
    expect(api.objects.get(paths.binding)).toMatchObject({
      subjects: [{ kind: "ServiceAccount", name: `${account}-sa`, namespace: "tkg-package-install" }],
      roleRef: { kind: "ClusterRole", name: `${account}-cluster-role` },
    });
    const content = Buffer.from("replicas: 2\n").toString("base64");
    expect(api.objects.get(paths.secret)?.data).toEqual({ "values.yaml": content });
  });

  it("gives the first failure as a value, and leaves all that stands", async () => {
    await using api = await fakePackageCluster(new FakeKappController({ fails: x509 }, "succeeds"));
    const attempt = await installPackage({ ...cartographer, cluster: api, budget: quick });
    expect(attempt).toMatchObject({
      ...{ succeeded: false, text: x509 },
      friendlyDescription: "Reconcile failed: Error (see .status.usefulErrorMessage for details)",
    });
    expect(api.objects.has(paths.install)).toBe(true);
    expect(api.objects.has(paths.serviceAccount)).toBe(true);
  });

  it("gives what the PackageInstall says where no App can be made of it", async () => {
    const controller = new FakeKappController();
    controller.noApp = "Expected to find at least one version, but did not";
    await using api = await fakePackageCluster(controller);
    expect(await installPackage({ ...cartographer, cluster: api, budget: quick })).toMatchObject({
      ...{ succeeded: false, text: controller.noApp },
    });
  });

  it("waits for nothing when it is told not to", async () => {
    await using api = await fakePackageCluster(new FakeKappController({ fails: x509 }));
    const attempt = await installPackage({ ...cartographer, cluster: api, wait: false });
    expect(attempt).toMatchObject({ succeeded: true, text: "not waited for", change: "added" });
    expect(attempt.command).toMatch(/ --wait=false$/);
    expect(api.objects.has(paths.install)).toBe(true);
  });

  it("says what kapp-controller was at when time is up, and leaves the PackageInstall", async () => {
    const controller = new FakeKappController();
    controller.isAsleep = true;
    await using api = await fakePackageCluster(controller);
    const budget = { name: "packageReconcile", limit: 40, every: 1 };
    await expect(installPackage({ ...cartographer, cluster: api, budget })).rejects.toMatchObject({
      code: "timeout",
      message:
        "Waiting for package cartographer in namespace tkg-package-install to be reconciled: not within 0.04 s (budget packageReconcile); last seen: the change is not seen yet",
      hint: "kubectl describe packageinstalls,apps --namespace tkg-package-install cartographer",
    });
    expect(api.objects.has(paths.install)).toBe(true);
  });
});

describe("installPackage, before it creates anything", patient, () => {
  it.each([
    [
      "lists the versions there are",
      { version: "9.9.9" },
      "Looking for package cartographer.carto.run 9.9.9 in namespace tkg-package-install: it has no such version; it has 0.0.7, 0.0.8",
      "tkglab tanzu package available list cartographer.carto.run --namespace tkg-package-install",
    ],
    [
      "lists the packages there are",
      { packageName: "carto" },
      "Looking for package carto 0.0.7 in namespace tkg-package-install: there is no such package; there is cartographer.carto.run",
      "kubectl apply --namespace tkg-package-install --filename package.yaml --filename package-metadata.yaml",
    ],
    [
      "wants the account that it is given",
      { serviceAccountName: "admin" },
      "Installing package cartographer: service account admin in namespace tkg-package-install is not there",
      "kubectl get serviceaccounts --namespace tkg-package-install",
    ],
    [
      "wants the values file",
      { valuesFile: "/nonexistent/values.yaml" },
      "Reading the values file /nonexistent/values.yaml: ENOENT: no such file or directory, open '/nonexistent/values.yaml'",
      "ls -l /nonexistent/values.yaml",
    ],
  ])("%s", async (_what, change, message, hint) => {
    await using api = await fakePackageCluster(new FakeKappController());
    await expect(installPackage({ ...cartographer, ...change, cluster: api })).rejects.toMatchObject({
      ...{ code: "usage", message, hint },
    });
    expect(api.changes).toEqual([]);
  });

  it.each([
    ["Namespace", "Installing package cartographer: there is no namespace tkg-package-install"],
    [
      "PackageMetadata",
      "Looking for package cartographer.carto.run 0.0.7 in namespace tkg-package-install: it has no PackageMetadata, and without the Tanzu CLI does not know it",
    ],
  ])("wants a %s", async (kind, message) => {
    await using api = await fakePackageCluster(new FakeKappController(), { without: [kind] });
    await expect(installPackage({ ...cartographer, cluster: api })).rejects.toMatchObject({
      code: "usage",
      message,
    });
    expect(api.changes).toEqual([]);
  });

  it("does not take another package's account", async () => {
    await using api = await fakePackageCluster(new FakeKappController());
    const metadata = {
      name: "admin",
      namespace: cartographer.namespace,
      annotations: { [annotation]: "other-ns" },
    };
    const path = `/api/v1/namespaces/${cartographer.namespace}/serviceaccounts/admin`;
    api.objects.set(path, { apiVersion: "v1", kind: "ServiceAccount", metadata });
    const install = installPackage({ ...cartographer, serviceAccountName: "admin", cluster: api });
    await expect(install).rejects.toThrow(
      "Installing package cartographer: service account admin in namespace tkg-package-install belongs to the installed package other-ns",
    );
  });

  it("says that there is no kapp-controller", async () => {
    await using api = await fakePackageCluster(new FakeKappController(), {
      resources: { "v1/namespaces": "Namespace" },
    });
    await expect(installPackage({ ...cartographer, cluster: api })).rejects.toMatchObject({
      code: "tool-failed",
      message:
        "Reading PackageInstall tkg-package-install/cartographer: the cluster has no PackageInstall of packaging.carvel.dev/v1alpha1; is kapp-controller in it?",
    });
  });

  it("says that nobody answers", async () => {
    const api = await fakePackageCluster(new FakeKappController());
    await api[Symbol.asyncDispose]();
    await expect(installPackage({ ...cartographer, cluster: api })).rejects.toMatchObject({
      code: "unreachable",
      message: expect.stringMatching(
        /^Reading PackageInstall tkg-package-install\/cartographer: the API server does not answer: .*ECONNREFUSED/,
      ) as string,
    });
  });
});

describe("installPackage, when it cannot create everything", patient, () => {
  const forbidden = 'clusterrolebindings.rbac.authorization.k8s.io is forbidden: User "dev" cannot create it';

  it("takes back what it has created, last in first out, the namespace too", async () => {
    const request = "POST /apis/rbac.authorization.k8s.io/v1/clusterrolebindings";
    await using api = await fakePackageCluster(new FakeKappController(), {
      ...refusing(request, 403, "Forbidden", forbidden),
      without: ["Namespace"],
    });
    await expect(
      installPackage({ ...cartographer, cluster: api, createNamespace: true }),
    ).rejects.toMatchObject({
      code: "tool-failed",
      message: `Creating ClusterRoleBinding ${account}-cluster-rolebinding: the API server refuses it: ${forbidden}`,
    });
    expect([...api.objects.values()].map(({ kind }) => kind)).toEqual([
      "PackageMetadata",
      "Package",
      "Package",
    ]);
    expect(api.changes.filter((change) => change.startsWith("DELETE"))).toEqual([
      `DELETE ${paths.role}`,
      `DELETE ${paths.serviceAccount}`,
      `DELETE /api/v1/namespaces/${cartographer.namespace}`,
    ]);
  });

  it("leaves what was there before", async () => {
    const request = "POST /apis/packaging.carvel.dev/v1alpha1/namespaces/tkg-package-install/packageinstalls";
    await using api = await fakePackageCluster(
      new FakeKappController(),
      refusing(request, 422, "Invalid", "spec: Invalid"),
    );
    api.objects.set(paths.role, {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name: `${account}-cluster-role` },
    });
    await expect(installPackage({ ...cartographer, cluster: api })).rejects.toMatchObject({
      code: "bad-input",
      message:
        "Creating PackageInstall tkg-package-install/cartographer: the API server refuses it: spec: Invalid",
    });
    expect(made.filter((path) => api.objects.has(path))).toEqual([paths.role]);
  });

  it("takes it back after Ctrl-C as well", async () => {
    const stop = new AbortController();
    await using api = await fakePackageCluster(new FakeKappController(), {
      refuse: (asked) => {
        if (asked.startsWith("POST") && asked.endsWith("/clusterroles")) stop.abort(new Error("Ctrl-C"));
        return undefined;
      },
    });
    await expect(installPackage({ ...cartographer, cluster: api, signal: stop.signal })).rejects.toThrow(
      "Ctrl-C",
    );
    expect(made.filter((path) => api.objects.has(path))).toEqual([]);
  });
});
