import { join } from "node:path";
import {
  type Lab,
  type LabHarbor,
  type LabPackageCluster,
  offerPackage,
  relocateBundle,
} from "../../harness/index.ts";
import { namespace } from "./packages.ts";

/** What Cartographer and its cert-manager differ in from the field. */
export const differsOfCartographer = [
  "the packages carry cert-manager 1.11.5 and Cartographer 0.7.0 under the versions of the seed",
  "cert-manager's package lies in the private registry too; TKG brings its own",
];

export const bundles = ["bundle-cert-manager", "bundle-cartographer"] as const;

/** As seed 000 installs it on TKG. */
export const certManager = {
  name: "cert-manager",
  packageName: "cert-manager.tanzu.vmware.com",
  version: "1.1.0+vmware.1-tkg.2",
  namespace,
} as const;

/** As seed 000 installs it. */
export const cartographer = {
  name: "cartographer",
  packageName: "cartographer.carto.run",
  version: "0.0.7",
  namespace,
} as const;

const repositories = {
  "bundle-cert-manager": "library/cert-manager-bundle",
  "bundle-cartographer": "library/cartographer-bundle",
} as const;

/** imgpkg copies one of the bundles into Harbor, from the toolbox. */
export async function relocate({
  lab,
  harbor,
  bundle,
  caPem,
}: {
  readonly lab: Lab;
  readonly harbor: LabHarbor;
  readonly bundle: (typeof bundles)[number];
  readonly caPem: string;
}) {
  const toolbox = await lab.toolbox();
  const repository = repositories[bundle];
  return relocateBundle({ toolbox, harbor, bundle: lab.folder(bundle), repository, caPem });
}

/** Both packages are offered from Harbor. */
export async function offerBoth({
  lab,
  harbor,
  cluster,
}: {
  readonly lab: Lab;
  readonly harbor: LabHarbor;
  readonly cluster: LabPackageCluster;
}) {
  const offer = (manifests: string, bundle: (typeof bundles)[number]) =>
    offerPackage({ cluster, manifests, repository: `${harbor.host}/${repositories[bundle]}`, namespace });
  await offer(join(lab.folder("bundle-cert-manager"), "tkg"), "bundle-cert-manager");
  await offer(lab.folder("bundle-cartographer"), "bundle-cartographer");
}
