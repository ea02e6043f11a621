import { type FakeApiOptions, type FakeApiServer, fakeApiServer } from "./fake-api-server.ts";
import type { FakeKappController } from "./fake-kapp-controller.ts";
import type { KeptObject } from "./fake-objects.ts";

/** For tests: the package that can be installed, and as what. */
export const cartographer = {
  ...{ name: "cartographer", namespace: "tkg-package-install" },
  ...{ packageName: "cartographer.carto.run", version: "0.0.7" },
} as const;

const data = "data.packaging.carvel.dev/v1alpha1";

/** For tests: a version of a package. */
export function fakePackage(
  refName: string,
  version: string,
  namespace: string = cartographer.namespace,
): KeptObject {
  const spec = { refName, version };
  return { apiVersion: data, kind: "Package", metadata: { name: `${refName}.${version}`, namespace }, spec };
}

/** For tests: what all versions of a package have in common. */
export function fakePackageMetadata(name: string, namespace: string = cartographer.namespace): KeptObject {
  const spec = { displayName: name.split(".")[0], shortDescription: `${name} in short` };
  return { apiVersion: data, kind: "PackageMetadata", metadata: { name, namespace }, spec };
}

/** For tests: a namespace. */
export function fakeNamespace(name: string): KeptObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name } };
}

/** For tests: a cluster in which Cartographer can be installed. */
export function fakePackageCluster(
  controller: FakeKappController,
  options: Omit<FakeApiOptions, "meanwhile"> & { readonly without?: readonly string[] } = {},
): Promise<FakeApiServer> {
  const { without = [], ...rest } = options;
  const kept = [
    fakeNamespace(cartographer.namespace),
    fakePackageMetadata(cartographer.packageName),
    fakePackage(cartographer.packageName, "0.0.8"),
    fakePackage(cartographer.packageName, cartographer.version),
  ];
  const objects = kept.filter(({ kind }) => !without.includes(kind));
  return fakeApiServer(objects, { ...rest, meanwhile: controller.step });
}

/** For tests: looks often, and not for long. */
export const quick = { name: "quick", limit: 20_000, every: 1 };

/** For tests: the first of a file loads the Kubernetes client, which takes seconds on a busy host. */
export const patient = { timeout: 30_000 };
