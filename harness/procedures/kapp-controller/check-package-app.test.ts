import { describe, expect, it } from "vitest";
import { fakeApiServer } from "../../cluster/packages/fake-api-server.ts";
import { patient } from "../../cluster/packages/fake-packages.ts";
import { fakeToolbox, type ToolboxAnswer } from "../../cluster/fake-toolbox.ts";
import { checkCreatedResources, checkResolvedImages, ownedByKapp, resourcesIn } from "./check-package-app.ts";

const hello = { name: "hello", namespace: "tkg-package-install" };
const image = `harbor.tkg.test/library/hello-bundle@sha256:${"a1".repeat(32)}`;
const lock = `apiVersion: vendir.k14s.io/v1alpha1\ndirectories:\n- contents:\n  - imgpkgBundle:\n      image: ${image}\n    path: .\nkind: LockConfig\n`;
const inspected = `Target cluster 'https://10.0.0.1:443'
Resources in app 'hello-ctrl'
Namespace  Name          Kind        Owner    Conds.  Rs  Ri  Age
(cluster)  hello         Namespace   kapp     -       ok  -   9s
hello      web           Deployment  kapp     2/2 t   ok  -   7s
^          web-6d4c59b4  ReplicaSet  cluster  -       ok  -   7s
Rs: Reconcile state
3 resources
Succeeded`;
const rendered = "kind: Deployment\nmetadata:\n  name: web\n---\nkind: ImagesLock\nimages: []\n";

/** An App of that status. */
const appOf = (status: Record<string, unknown>) =>
  fakeApiServer([{ apiVersion: "kappctrl.k14s.io/v1alpha1", kind: "App", metadata: hello, status }]);

describe("checkResolvedImages", patient, () => {
  const command =
    "kubectl get app hello --namespace tkg-package-install --output jsonpath={.status.template.stderr}";

  it.each([
    [{ exitCode: 0, stderr: "resolve | final: a -> b\n" }, true],
    [{ exitCode: 1, stderr: "kbld: Error: x509" }, false],
  ])("gives kbld's words: %j", async (template, succeeded) => {
    await using cluster = await appOf({ template });
    expect(await checkResolvedImages({ cluster, ...hello })).toEqual({
      ...{ command, succeeded, text: template.stderr },
    });
  });

  it("fails where nothing was rendered", async () => {
    await using cluster = await appOf({});
    expect(await checkResolvedImages({ cluster, ...hello })).toEqual({ command, succeeded: false, text: "" });
  });
});

describe("checkCreatedResources", patient, () => {
  async function check(status: Record<string, unknown>, ...answers: readonly ToolboxAnswer[]) {
    await using cluster = await appOf(status);
    const { toolbox, files, did } = fakeToolbox(...answers, { when: "ytt ", stdout: rendered });
    const attempt = await checkCreatedResources({ cluster, ...hello, toolbox, caPem: "the CA\n" });
    return { attempt, files, did };
  }
  const get = "kubectl get app hello --namespace tkg-package-install --output jsonpath=";

  it("succeeds where kapp owns what the bundle renders, and the namespace", async () => {
    const { attempt, files, did } = await check({
      fetch: { stdout: lock },
      inspect: { stdout: inspected },
    });
    expect(attempt).toEqual({
      command: `imgpkg pull -b ${image} -o bundle; ytt --ignore-unknown-comments -f bundle -f namespace.yaml; ${get}{.status.inspect.stdout}`,
      succeeded: true,
      text: "ytt renders 2 resources, kapp owns 2",
    });
    expect(files).toEqual({ "/tmp/rendered-bundle-ca.pem": "the CA\n" });
    expect(did.slice(1)).toEqual([
      `imgpkg pull --bundle ${image} --output /tmp/rendered-bundle --registry-ca-cert-path /tmp/rendered-bundle-ca.pem`,
      "ytt --ignore-unknown-comments --file /tmp/rendered-bundle",
    ]);
  });

  it.each([
    [inspected.replace(/^hello .*\n/m, ""), "ytt renders 2 resources, kapp owns 1"],
    [undefined, "ytt renders 2 resources, kapp owns 0"],
  ])("fails with both numbers", async (stdout, text) => {
    const { attempt } = await check({ fetch: { stdout: lock }, inspect: { stdout } });
    expect(attempt).toMatchObject({ succeeded: false, text });
  });

  it("fails where the App has fetched nothing, and pulls nothing", async () => {
    const { attempt, did } = await check({ fetch: { stderr: "vendir: Error: x509" } });
    expect(attempt).toEqual({
      command: `${get}{.status.fetch}`,
      succeeded: false,
      text: "the App has fetched no bundle by its digest; it says: vendir: Error: x509",
    });
    expect(did).toEqual([]);
  });

  it("does not take a bundle that cannot be pulled for a wrong number", async () => {
    const fails = { when: "imgpkg pull ", stderr: "imgpkg: Error: x509", exitCode: 1 };
    await expect(check({ fetch: { stdout: lock } }, fails)).rejects.toMatchObject({
      code: "tool-failed",
      message: expect.stringMatching(
        /^Rendering the bundle harbor\.tkg\.test\/library\/hello-bundle@sha256:\w+: imgpkg pull .* ended with exit code 1: imgpkg: Error: x509$/,
      ) as string,
    });
  });
});

describe("resourcesIn", () => {
  it("counts documents that have a kind, but for the lock", () => {
    expect(resourcesIn(rendered)).toBe(1);
    expect(resourcesIn(`${rendered}---\n# nothing\n---\nspec:\n  kind: Inner\n---\nkind: Service\n`)).toBe(2);
    expect(resourcesIn("")).toBe(0);
  });
});

describe("ownedByKapp", () => {
  it("counts what kapp has made, and nothing that controllers have made of it", () => {
    expect(ownedByKapp(inspected)).toBe(2);
    expect(ownedByKapp("")).toBe(0);
  });
});
