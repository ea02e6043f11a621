import { describe, expect, it } from "vitest";
import { listAvailable, listVersions } from "./available-packages.ts";
import { fakeApiServer } from "./fake-api-server.ts";
import { FakeKappController } from "./fake-kapp-controller.ts";
import {
  cartographer,
  fakePackage,
  fakePackageCluster,
  fakePackageMetadata,
  patient,
  quick,
} from "./fake-packages.ts";
import { installPackage } from "./install-package.ts";
import { getInstalled, listInstalled, readAppStatus } from "./installed-packages.ts";

const { name, namespace } = cartographer;

describe("packages that can be installed", patient, () => {
  const certManager = "cert-manager.tanzu.vmware.com";
  const kept = [
    ...[fakePackageMetadata(certManager, "global"), fakePackageMetadata("empty.example.test")],
    ...["1.1.0+vmware.1-tkg.2", "1.10.0", "1.5.3"].map((version) =>
      fakePackage(certManager, version, "global"),
    ),
    fakePackage(certManager, "9.0.0", "elsewhere"),
  ];

  it("are listed with the latest version in their namespace", async () => {
    await using api = await fakeApiServer(kept);
    expect(await listAvailable({ cluster: api })).toEqual([
      {
        ...{ name: certManager, displayName: "cert-manager", namespace: "global" },
        ...{ shortDescription: `${certManager} in short`, latestVersion: "1.10.0" },
      },
      expect.objectContaining({ name: "empty.example.test", latestVersion: "" }) as object,
    ]);
    expect(await listAvailable({ cluster: api, namespace: "elsewhere" })).toEqual([]);
  });

  it("have versions, the latest last", async () => {
    await using api = await fakeApiServer(kept);
    const versions = await listVersions({ cluster: api, namespace: "global", packageName: certManager });
    expect(versions.map(({ version }) => version)).toEqual(["1.1.0+vmware.1-tkg.2", "1.5.3", "1.10.0"]);
    expect(versions[0]).toEqual({
      ...{ name: certManager, version: "1.1.0+vmware.1-tkg.2", releasedAt: "", namespace: "global" },
    });
  });

  it("cannot be listed while kapp-controller does not serve them", async () => {
    const refusal = { status: 503, reason: "ServiceUnavailable", message: "the server is currently unable" };
    await using api = await fakeApiServer(kept, {
      refuse: (asked) => (asked.includes("/namespaces/") ? refusal : undefined),
    });
    await expect(listVersions({ cluster: api, namespace: "global", packageName: "x" })).rejects.toMatchObject(
      {
        code: "tool-failed",
        message:
          "Listing every Package: kapp-controller does not serve its packages: the server is currently unable",
        hint: "kubectl describe apiservice v1alpha1.data.packaging.carvel.dev",
      },
    );
  });
});

describe("packages that are installed", patient, () => {
  it("are listed as the Tanzu CLI says them", async () => {
    await using api = await fakePackageCluster(new FakeKappController({ fails: "x509" }));
    await installPackage({ ...cartographer, cluster: api, budget: quick });
    const status = "Reconcile failed: Error (see .status.usefulErrorMessage for details)";
    const installed = {
      ...{
        name,
        namespace,
        packageName: "cartographer.carto.run",
        version: "0.0.7",
        constraints: "0.0.7",
        status,
      },
      usefulErrorMessage: "x509",
      conditions: [expect.objectContaining({ type: "ReconcileFailed", status: "True" }) as object],
    };
    expect(await listInstalled({ cluster: api })).toEqual([installed]);
    expect(await getInstalled({ cluster: api, name, namespace })).toEqual(installed);
    expect(await listInstalled({ cluster: api, namespace: "default" })).toEqual([]);
    expect(await getInstalled({ cluster: api, name, namespace: "default" })).toBeUndefined();
  });

  it("have an App, whose status says what happened", async () => {
    await using api = await fakePackageCluster(new FakeKappController({ fails: "x509" }));
    await installPackage({ ...cartographer, cluster: api, budget: quick });
    expect(await readAppStatus({ cluster: api, name, namespace })).toMatchObject({
      ...{ usefulErrorMessage: "x509", consecutiveReconcileFailures: 1 },
      fetch: { startedAt: "2026-01-01T00:00:01Z" },
    });
    await expect(readAppStatus({ cluster: api, name, namespace: "default" })).rejects.toMatchObject({
      ...{ code: "usage", message: "Reading App default/cartographer: there is none" },
    });
  });
});
