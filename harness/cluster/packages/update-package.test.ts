import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { FakeKappController, type FakeOutcome } from "./fake-kapp-controller.ts";
import { cartographer, fakePackageCluster, patient, quick } from "./fake-packages.ts";
import { installPackage } from "./install-package.ts";

const x509 = "vendir: Error: x509: certificate signed by unknown authority";
const account = "cartographer-tkg-package-install";
const annotation = "tkg.tanzu.vmware.com/tanzu-package";
const paths = {
  install: "/apis/packaging.carvel.dev/v1alpha1/namespaces/tkg-package-install/packageinstalls/cartographer",
  secret: `/api/v1/namespaces/tkg-package-install/secrets/${account}-values`,
};

/** A file of values. */
async function valuesFile() {
  const folder = await temporaryFolder();
  const file = join(folder.path, "values.yaml");
  await writeFile(file, "replicas: 2\n");
  return { file, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

describe("a second install of the same name", patient, () => {
  async function installed(...outcomes: readonly FakeOutcome[]) {
    const controller = new FakeKappController(...outcomes);
    const api = await fakePackageCluster(controller);
    const first = await installPackage({ ...cartographer, cluster: api, budget: quick });
    api.changes.length = 0;
    return { api, controller, first, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
  }

  it("changes nothing where there is nothing to change, and says how it stands", async () => {
    await using lab = await installed({ fails: x509 });
    const second = await installPackage({ ...cartographer, cluster: lab.api, budget: quick });
    expect(second).toMatchObject({ succeeded: false, text: x509, change: "unchanged" });
    expect(lab.api.changes).toEqual([]);
  });

  it("goes over to another version, and does not take the old outcome for the new one", async () => {
    await using lab = await installed({ fails: x509 }, "succeeds");
    const second = await installPackage({
      ...cartographer,
      version: "0.0.8",
      cluster: lab.api,
      budget: quick,
    });
    expect(second).toMatchObject({ succeeded: true, change: "updated" });
    expect(lab.api.changes).toEqual([`PATCH ${paths.install}`]);
    expect(lab.api.objects.get(paths.install)?.spec?.packageRef).toEqual({
      refName: "cartographer.carto.run",
      versionSelection: { constraints: "0.0.8", prereleases: {} },
    });
    expect(lab.controller.attempts).toBe(2);
  });

  it("brings values, and says so in the PackageInstall's annotations", async () => {
    await using lab = await installed("succeeds");
    await using values = await valuesFile();
    const second = { ...cartographer, cluster: lab.api, budget: quick, valuesFile: values.file };
    expect(await installPackage(second)).toMatchObject({ succeeded: true, change: "updated" });
    const install = lab.api.objects.get(paths.install);
    expect(install?.spec?.values).toEqual([{ secretRef: { name: `${account}-values` } }]);
    expect(install?.metadata.annotations).toMatchObject({
      [`${annotation}-Secret`]: `${account}-values`,
      [`${annotation}-ServiceAccount`]: `${account}-sa`,
    });
  });

  it("goes back to the version that is deployed without waiting for the next turn", async () => {
    await using lab = await installed("succeeds");
    const second = { ...cartographer, cluster: lab.api, budget: quick };
    lab.controller.tooOld = "0.0.8";
    expect(await installPackage({ ...second, version: "0.0.8" })).toMatchObject({
      ...{ succeeded: false, change: "updated" },
      text: "Stopped installing matched version '0.0.8' since the last one is higher.",
    });
    expect(await installPackage(second)).toMatchObject({ succeeded: true, change: "updated" });
    expect(lab.controller.attempts).toBe(1);
  });

  it("has other values in the same secret tried at once", async () => {
    await using lab = await installed("succeeds");
    await using values = await valuesFile();
    const second = { ...cartographer, cluster: lab.api, budget: quick, valuesFile: values.file };
    await installPackage(second);
    await writeFile(values.file, "replicas: 3\n");
    const { attempts } = lab.controller;
    expect(await installPackage(second)).toMatchObject({ succeeded: true, change: "updated" });
    expect(lab.controller.attempts).toBe(attempts + 1);
    const content = Buffer.from("replicas: 3\n").toString("base64");
    expect(lab.api.objects.get(paths.secret)?.data).toEqual({ "values.yaml": content });
  });

  it("refuses another package, and an unknown version", async () => {
    await using lab = await installed("succeeds");
    const second = { ...cartographer, cluster: lab.api, budget: quick };
    await expect(
      installPackage({ ...second, packageName: "cert-manager.tanzu.vmware.com" }),
    ).rejects.toMatchObject({
      code: "usage",
      message:
        "Installing package cartographer: that name is taken in namespace tkg-package-install, by package cartographer.carto.run",
    });
    await expect(installPackage({ ...second, version: "9.9.9" })).rejects.toThrow("it has 0.0.7, 0.0.8");
    expect(lab.api.changes).toEqual([]);
  });
});
