import {
  configureKappController,
  type KappControllerConfigKind,
  type Lab,
  type LabHarbor,
  type LabPackageCluster,
  offerPackage,
  relocateBundle,
  trustInBundle,
} from "../../harness/index.ts";

/** What is not as in the field, in all scenarios of packages. */
export const differs = [
  "bundles are made here, by the real kbld and imgpkg; the tools in kapp-controller's image are newer than upstream's",
  "the tanzu commands are carried out by the harness: the same objects under the same names",
];

/** Where seed 000 installs packages. */
export const namespace = "tkg-package-install";

/** What imgpkg says in kapp-controller where the CA is missing (N12). */
export const imgpkgUnknownAuthority =
  /imgpkgBundle contents:[^]*Get "https:\/\/[^"]+\/v2\/": (tls: failed to verify certificate: )?x509: certificate signed by unknown authority/;

/** What `tanzu package installed get` says of one that is well. */
export const reconciled = /^Reconcile succeeded$/;

/** The small package of the scenarios that need many tries. */
export const hello = {
  name: "hello",
  packageName: "hello.tkglab.test",
  version: "1.0.0",
  namespace,
} as const;
export const helloRepository = "library/hello-bundle";

interface Relocation {
  readonly lab: Lab;
  readonly harbor: LabHarbor;
  readonly caPem?: string;
}

/** imgpkg copies the small bundle into Harbor, from the toolbox. */
export async function relocateHello({ lab, harbor, caPem }: Relocation) {
  const toolbox = await lab.toolbox();
  const bundle = lab.folder("bundle-hello");
  return relocateBundle({ toolbox, harbor, bundle, repository: helloRepository, caPem });
}

type Cluster = Parameters<typeof offerPackage>[0]["cluster"];

/** The small package is offered to a cluster. */
export async function offerHello({
  lab,
  harbor,
  cluster,
}: Pick<Relocation, "lab" | "harbor"> & { readonly cluster: Cluster }) {
  const repository = `${harbor.host}/${helloRepository}`;
  return offerPackage({ cluster, manifests: lab.folder("bundle-hello"), repository, namespace });
}

/** Where the trust inspector looks: at a cluster, for the lab's Harbor. */
export function placesOf(
  { kubectl }: Pick<LabPackageCluster, "kubectl">,
  { url, port }: Pick<LabHarbor, "url" | "port">,
) {
  return { kubeconfig: kubectl.kubeconfig, registry: url, connect: `127.0.0.1:${port}` };
}

/** kapp-controller is told of CAs by an object of that kind, and has them. */
export async function tellOfCa({
  cluster,
  kind,
  caCerts,
}: {
  readonly cluster: Cluster;
  readonly kind: KappControllerConfigKind;
  readonly caCerts: string;
}) {
  await configureKappController({ cluster, kind, config: { caCerts } });
  return trustInBundle({ cluster, holds: [caCerts] });
}
