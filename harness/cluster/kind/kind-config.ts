import { stringify } from "yaml";
import { labNetworks } from "../../assets/index.ts";
import { nodeUser } from "../node.ts";

export interface KindConfigInput {
  readonly workers: number;
  /** The file with the public key that may log in to the nodes. */
  readonly authorizedKeysFile: string;
  /** More that the control plane gets to see of this host. */
  readonly mounts?: readonly KindMount[];
  /** What of the control plane can be reached from this host, and from nowhere else. */
  readonly ports?: readonly KindPort[];
}

/** A file or folder of this host in a node. */
export interface KindMount {
  readonly hostPath: string;
  readonly containerPath: string;
}

/** A TCP port of the node, on 127.0.0.1 of this host. */
export interface KindPort {
  readonly nodePort: number;
  readonly hostPort: number;
}

/** kind's configuration for a cluster whose nodes can be reached over SSH, as YAML. */
export function kindConfig({
  workers,
  authorizedKeysFile,
  mounts = [],
  ports = [],
}: KindConfigInput): string {
  const node = (role: "control-plane" | "worker", more: readonly KindMount[] = []) => ({
    role,
    extraMounts: [
      {
        hostPath: authorizedKeysFile,
        containerPath: `/etc/ssh/authorized_keys.d/${nodeUser}`,
        readOnly: true,
      },
      ...more,
    ],
  });
  const extraPortMappings = ports.map(({ nodePort, hostPort }) => ({
    ...{ containerPort: nodePort, hostPort, listenAddress: "127.0.0.1", protocol: "TCP" },
  }));
  const controlPlane = {
    ...node("control-plane", mounts),
    ...(ports.length === 0 ? {} : { extraPortMappings }),
  };
  return stringify({
    kind: "Cluster",
    apiVersion: "kind.x-k8s.io/v1alpha4",
    networking: {
      apiServerAddress: "127.0.0.1",
      podSubnet: labNetworks.kind.pod,
      // kind's default: the first /16 of the range that nodes keep to themselves.
      serviceSubnet: labNetworks.kind.service.replace("/12", "/16"),
    },
    nodes: [controlPlane, ...Array.from({ length: workers }, () => node("worker"))],
  });
}
