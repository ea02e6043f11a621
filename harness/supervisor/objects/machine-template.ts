import { releaseOf } from "../api/release-name.ts";
import type { NodeTopology } from "../api/tanzu-kubernetes-cluster.ts";
import { type ClusterInput, madeFor } from "./cluster-input.ts";
import type { KubeObject } from "./kube-object.ts";
import { annotations, templateName } from "./names.ts";
import { clusterApi } from "./references.ts";

/**
 * What a machine is made from. Its class and its release change nothing in a container; they are in the template, and so in
 * its name, because another class or release means other machines.
 */
export function machineTemplate({ tkc, lab }: ClusterInput, prefix: string, nodes: NodeTopology): KubeObject {
  const release = releaseOf(tkc.spec, nodes);
  const template = {
    metadata: {
      annotations: {
        [annotations.vmClass]: nodes.vmClass,
        ...(release === undefined ? {} : { [annotations.release]: release }),
      },
    },
    spec: { customImage: lab.nodeImage },
  };
  return {
    ...{ apiVersion: clusterApi.infrastructure, kind: "DockerMachineTemplate" },
    metadata: madeFor(tkc, templateName(prefix, template)),
    spec: { template },
  };
}
