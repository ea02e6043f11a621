import type { Kube, Toolbox } from "../../cluster/index.ts";
import { readAppStatus } from "../../cluster/packages/installed-packages.ts";
import type { PackageRef } from "../../cluster/packages/package-names.ts";
import type { Attempt } from "../../core/attempt.ts";

interface PackageApp extends PackageRef {
  readonly cluster: { readonly kube: Kube };
}

/** What kbld said when it resolved a package's images: the last proof of seed 000 that they come from the registry. */
export async function checkResolvedImages({ cluster, name, namespace }: PackageApp): Promise<Attempt> {
  const { template } = await readAppStatus({ cluster, name, namespace });
  return {
    command: `kubectl get app ${name} --namespace ${namespace} --output jsonpath={.status.template.stderr}`,
    succeeded: template?.exitCode === 0,
    text: template?.stderr ?? "",
  };
}

/**
 * Succeeds when kapp has created just as many resources as the bundle renders: the bundle is pulled into the toolbox and
 * rendered there with ytt as the App does it. The namespace of the package itself is one more, written into its App.
 * @throws HarnessError `tool-failed` where the bundle cannot be pulled or rendered
 */
export async function checkCreatedResources(
  input: PackageApp & {
    readonly toolbox: Toolbox;
    readonly caPem: string;
  },
): Promise<Attempt> {
  const { cluster, name, namespace, toolbox, caPem } = input;
  const { fetch, inspect } = await readAppStatus({ cluster, name, namespace });
  const get = `kubectl get app ${name} --namespace ${namespace} --output jsonpath=`;
  const image = /image: (\S+@sha256:[0-9a-f]{64})/.exec(fetch?.stdout ?? "")?.[1];
  if (image === undefined) {
    const text = `the App has fetched no bundle by its digest; it says: ${fetch?.stderr ?? "nothing"}`;
    return { command: `${get}{.status.fetch}`, succeeded: false, text };
  }
  const created = ownedByKapp(inspect?.stdout ?? "");
  const rendered = await countRendered(toolbox, image, caPem);
  return {
    command: `imgpkg pull -b ${image} -o bundle; ytt --ignore-unknown-comments -f bundle -f namespace.yaml; ${get}{.status.inspect.stdout}`,
    succeeded: created === rendered,
    text: `ytt renders ${rendered} resources, kapp owns ${created}`,
  };
}

/**
 * How many resources `kapp inspect` lists as kapp's own: what controllers have made of them is the cluster's. What the
 * last deployment created says nothing once the App has been reconciled again.
 */
export function ownedByKapp(inspected: string): number {
  return inspected.split("\n").filter((line) => / {2}kapp {2}/.test(line)).length;
}

async function countRendered(toolbox: Toolbox, image: string, caPem: string): Promise<number> {
  const [folder, ca] = ["/tmp/rendered-bundle", "/tmp/rendered-bundle-ca.pem"];
  const doing = `Rendering the bundle ${image}`;
  await toolbox.writeFile(ca, caPem);
  await toolbox.runOk(doing, [
    ...["imgpkg", "pull", "--bundle", image, "--output", folder, "--registry-ca-cert-path", ca],
  ]);
  const text = await toolbox.runOk(doing, ["ytt", "--ignore-unknown-comments", "--file", folder]);
  return resourcesIn(text) + 1;
}

/** How many Kubernetes objects a YAML text holds; the lock of a bundle's images is none. */
export function resourcesIn(text: string): number {
  return text.split(/^---$/m).filter((document) => /^kind: (?!ImagesLock$)\S/m.test(document)).length;
}
