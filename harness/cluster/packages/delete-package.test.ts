import { describe, expect, it } from "vitest";
import { deletePackage } from "./delete-package.ts";
import { FakeKappController } from "./fake-kapp-controller.ts";
import { cartographer, fakePackageCluster, patient, quick } from "./fake-packages.ts";
import { installPackage } from "./install-package.ts";

const account = "cartographer-tkg-package-install";

/** Cartographer installed, or what an install that was killed has left of it. */
async function installed() {
  const controller = new FakeKappController("succeeds");
  const api = await fakePackageCluster(controller);
  const { name, namespace } = cartographer;
  const before = [...api.objects.keys()];
  const input = { name, namespace, cluster: api, budget: quick };
  await installPackage({ ...cartographer, ...input });
  return { api, controller, input, before, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
}

describe("deletePackage", patient, () => {
  it("takes away all that install has made, the PackageInstall and its App first", async () => {
    await using lab = await installed();
    lab.api.changes.length = 0;
    const said: string[] = [];
    const progress = { say: (line: string) => void said.push(line), now: () => undefined };
    expect(await deletePackage({ ...lab.input, progress })).toEqual({
      command: "tanzu package installed delete cartographer --namespace tkg-package-install --yes",
      ...{ succeeded: true, wasInstalled: true },
      text: "Uninstalled package 'cartographer' from namespace 'tkg-package-install'",
    });
    expect([...lab.api.objects.keys()]).toEqual(lab.before);
    expect(lab.api.changes[0]).toMatch(/^DELETE .*\/packageinstalls\/cartographer$/);
    expect(said).toEqual([
      "Deleting package install 'cartographer' from namespace 'tkg-package-install'",
      `Deleting service account '${account}-sa'`,
      `Deleting cluster admin role '${account}-cluster-role'`,
      `Deleting cluster role binding '${account}-cluster-rolebinding'`,
    ]);
  });

  it("gives as a value that kapp-controller cannot, and leaves the account", async () => {
    await using lab = await installed();
    lab.controller.deleteFails = "kapp: Error: Timed out waiting after 15m";
    expect(await deletePackage(lab.input)).toMatchObject({
      ...{ succeeded: false, wasInstalled: true, text: lab.controller.deleteFails },
    });
    const kinds = [...lab.api.objects.values()].map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(["PackageInstall", "App", "ServiceAccount", "ClusterRole"]));
  });

  it("leaves an account that it was given", async () => {
    await using api = await fakePackageCluster(new FakeKappController("succeeds"));
    const { namespace } = cartographer;
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/admin`;
    api.objects.set(path, {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "admin", namespace },
    });
    const before = [...api.objects.keys()];
    const input = { ...cartographer, cluster: api, budget: quick };
    await installPackage({ ...input, serviceAccountName: "admin" });
    expect(api.objects.size).toBe(before.length + 2);
    await deletePackage(input);
    expect([...api.objects.keys()]).toEqual(before);
  });

  it("is content with none, and takes away what an install has left, but nobody else's", async () => {
    await using lab = await installed();
    for (const path of lab.api.objects.keys()) {
      if (/\/(packageinstalls|apps)\//.test(path)) lab.api.objects.delete(path);
    }
    const binding = `/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/${account}-cluster-rolebinding`;
    const foreign = lab.api.objects.get(binding);
    if (foreign !== undefined) foreign.metadata.annotations = {};
    expect(await deletePackage(lab.input)).toMatchObject({
      ...{ succeeded: true, wasInstalled: false },
      text: "package 'cartographer' is not installed in namespace 'tkg-package-install'",
    });
    expect([...lab.api.objects.keys()]).toEqual([...lab.before, binding]);
  });

  it("says what is still there when time is up", async () => {
    await using lab = await installed();
    lab.controller.isAsleep = true;
    const budget = { name: "packageReconcile", limit: 40, every: 1 };
    await expect(deletePackage({ ...lab.input, budget })).rejects.toMatchObject({
      code: "timeout",
      message:
        "Waiting for package cartographer in namespace tkg-package-install to be gone: not within 0.04 s (budget packageReconcile); last seen: Reconcile succeeded",
    });
  });
});
