import { describe, expect, it } from "vitest";
import { FakeKappController, type FakeOutcome } from "./fake-kapp-controller.ts";
import { cartographer, fakePackageCluster, patient, quick } from "./fake-packages.ts";
import { installPackage } from "./install-package.ts";
import { kickPackage, retryPackage } from "./kick-package.ts";
import { waitForPackage } from "./wait-for-package.ts";

const path =
  "/apis/packaging.carvel.dev/v1alpha1/namespaces/tkg-package-install/packageinstalls/cartographer";
const x509 = "x509: certificate signed by unknown authority";

/** Cartographer, after its first outcome. */
async function installed(...outcomes: readonly FakeOutcome[]) {
  const controller = new FakeKappController(...outcomes);
  const api = await fakePackageCluster(controller);
  const { name, namespace } = cartographer;
  const input = { name, namespace, cluster: api, budget: quick };
  const first = await installPackage({ ...cartographer, ...input });
  return { api, controller, input, first, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
}

describe("retryPackage", patient, () => {
  it("has it tried once more, and gives the outcome of that", async () => {
    await using lab = await installed({ fails: x509 }, { fails: `${x509} again` }, "succeeds");
    expect(await retryPackage(lab.input)).toMatchObject({
      command: `kubectl patch packageinstall cartographer --namespace tkg-package-install --type merge -p '{"spec":{"paused":true}}'; kubectl patch packageinstall cartographer --namespace tkg-package-install --type merge -p '{"spec":{"paused":false}}'`,
      ...{ succeeded: false, text: `${x509} again` },
    });
    expect(await retryPackage(lab.input)).toMatchObject({ succeeded: true, text: "Reconcile succeeded" });
    expect(lab.controller.attempts).toBe(3);
    expect(lab.api.objects.get(path)?.spec?.paused).toBe(false);
  });

  it("tells two failures with the same words apart", async () => {
    await using lab = await installed({ fails: x509 });
    await retryPackage(lab.input);
    expect(lab.controller.attempts).toBe(2);
  });

  it("works where no App could be made of it", async () => {
    const controller = new FakeKappController("succeeds");
    controller.noApp = "Package cartographer.carto.run not found";
    await using api = await fakePackageCluster(controller);
    const input = { ...cartographer, cluster: api, budget: quick };
    expect(await installPackage(input)).toMatchObject({ succeeded: false, text: controller.noApp });
    expect(await retryPackage(input)).toMatchObject({ succeeded: false, text: controller.noApp });
    controller.noApp = undefined;
    expect(await retryPackage(input)).toMatchObject({ succeeded: true });
  });
});

describe("kickPackage", patient, () => {
  it("does not count an attempt under way: what counts has begun later", async () => {
    await using lab = await installed({ fails: x509 }, { fails: "under way" }, "succeeds");
    lab.controller.lasts = 20;
    lab.controller.tryAgain(lab.api.objects);
    while (lab.controller.attempts < 2) lab.controller.step(lab.api.objects);
    expect(await retryPackage(lab.input)).toMatchObject({ succeeded: true });
    expect(lab.controller.attempts).toBe(3);
  });

  it("waits until the App is paused indeed, though kapp-controller met another writer", async () => {
    await using lab = await installed({ fails: x509 }, "succeeds");
    lab.controller.conflicts = 3;
    expect(await retryPackage(lab.input)).toMatchObject({ succeeded: true });
    expect(lab.controller.attempts).toBe(2);
  });

  it("leaves nothing paused when it is stopped, or time is up", async () => {
    await using lab = await installed("succeeds");
    const stopped = { ...lab.input, signal: AbortSignal.abort(new Error("Ctrl-C")) };
    await expect(kickPackage(stopped)).rejects.toThrow("Ctrl-C");
    expect(lab.api.objects.get(path)?.spec?.paused).toBe(false);
    lab.controller.isAsleep = true;
    const budget = { name: "short", limit: 20, every: 1 };
    await expect(kickPackage({ ...lab.input, budget })).rejects.toMatchObject({
      code: "timeout",
      message: expect.stringMatching(
        /^Waiting for package cartographer in namespace tkg-package-install to be paused: not within 0\.02 s \(budget short\); last seen: the change is not seen yet/,
      ) as string,
    });
    expect(lab.api.objects.get(path)?.spec?.paused).toBe(false);
  });

  it("says that there is none of that name", async () => {
    await using api = await fakePackageCluster(new FakeKappController());
    await expect(kickPackage({ ...cartographer, cluster: api })).rejects.toMatchObject({
      code: "usage",
      message: "Trying again: no package is installed as cartographer in namespace tkg-package-install",
    });
    expect(api.changes).toEqual([]);
  });
});

describe("waitForPackage", patient, () => {
  it("gives how it stands, and after that what comes by itself", async () => {
    await using lab = await installed({ fails: x509 }, "succeeds");
    const now = await waitForPackage(lab.input);
    expect(now).toMatchObject({ succeeded: false, text: x509, mark: lab.first.mark });
    lab.controller.tryAgain(lab.api.objects);
    expect(await waitForPackage({ ...lab.input, since: now.mark })).toMatchObject({ succeeded: true });
  });

  it("ends when the PackageInstall is taken away", async () => {
    await using lab = await installed({ fails: x509 });
    lab.api.objects.delete(path);
    await expect(waitForPackage({ ...lab.input, since: lab.first.mark })).rejects.toMatchObject({
      code: "tool-failed",
      message:
        "Waiting for package cartographer: its PackageInstall is no longer in namespace tkg-package-install",
    });
  });

  it("does not mind an API server that is silent for a while", async () => {
    const controller = new FakeKappController("succeeds");
    const api = await fakePackageCluster(controller);
    const input = {
      ...cartographer,
      cluster: api,
      budget: { name: "packageReconcile", limit: 60, every: 1 },
    };
    await installPackage({ ...input, wait: false });
    await api[Symbol.asyncDispose]();
    await expect(waitForPackage(input)).rejects.toMatchObject({
      code: "timeout",
      message: expect.stringMatching(
        /last seen: Reading \w+ \S+: the API server does not answer: /,
      ) as string,
    });
  });
});
