import { parse, stringify } from "yaml";

/** What a kubeconfig of kind holds, as far as it is read here. */
interface KindConfig {
  readonly clusters: readonly [{ readonly cluster: object }];
  readonly users: readonly [{ readonly user: object }];
}

export interface OperatorKubeconfigInput {
  /** The kubeconfig that kind wrote. */
  readonly kind: string;
  /** Of the Supervisor. */
  readonly address: string;
  readonly namespaces: readonly string[];
  /** TanzuKubernetesClusters for whose own kubeconfigs there is to be a context, whether they are there yet or not. */
  readonly clusters: readonly string[];
}

const admin = "kubernetes-admin";
const supervisor = "kubernetes";
const first = `${admin}@${supervisor}`;

/**
 * The contexts among which the seeds' commands choose: the administrator's of a Supervisor's node (seed 001), the
 * Supervisor by its address (seed 004), and what `kubectl vsphere login` makes: one for each vSphere Namespace and for each
 * cluster (seed 003). Cluster and user of the last kind come from the kubeconfig of the cluster's secret, which lies beside
 * this one in KUBECONFIG.
 */
export function operatorKubeconfig(input: OperatorKubeconfigInput): string {
  const { kind, address, namespaces, clusters } = input;
  const config = parse(kind) as KindConfig; // as: kind wrote it
  const [{ cluster }] = config.clusters;
  const [{ user }] = config.users;
  const ofSupervisor = (name: string, namespace?: string) => ({
    name,
    context: { cluster: supervisor, user: admin, ...(namespace === undefined ? {} : { namespace }) },
  });
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: supervisor, cluster }],
    users: [{ name: admin, user }],
    contexts: [
      ofSupervisor(first),
      ofSupervisor(address),
      ...namespaces.map((name) => ofSupervisor(name, name)),
      // As Cluster API names them.
      ...clusters.map((name) => ({ name, context: { cluster: name, user: `${name}-admin` } })),
    ],
    "current-context": first,
  });
}
