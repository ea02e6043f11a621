import { type ClusterInput, madeFor } from "./cluster-input.ts";
import { encryptedApiServer, encryptionFile } from "./encryption.ts";
import type { KubeObject } from "./kube-object.ts";
import { machineTemplate } from "./machine-template.ts";
import { namesOf } from "./names.ts";
import { nodeBootstrap, nodeRegistration } from "./node-bootstrap.ts";
import { clusterApi, referenceTo } from "./references.ts";

/** The control plane, after the template of its machines. */
export function controlPlaneObjects(input: ClusterInput): [template: KubeObject, controlPlane: KubeObject] {
  const { tkc, lab } = input;
  const nodes = tkc.spec.topology.controlPlane;
  const name = namesOf(tkc.metadata.name).controlPlane;
  const template = machineTemplate(input, name, nodes);
  const { files, preKubeadmCommands } = nodeBootstrap(input);
  const { nodeDrainTimeout } = nodes;
  const spec = {
    replicas: nodes.replicas ?? 1,
    version: lab.kubernetesVersion,
    machineTemplate: {
      // Kubernetes itself no longer sets it, and seed 001 selects nodes by it; Cluster API gives it to them.
      metadata: { labels: { "node-role.kubernetes.io/master": "" } },
      infrastructureRef: referenceTo(template),
      ...(nodeDrainTimeout === undefined ? {} : { nodeDrainTimeout }),
    },
    kubeadmConfigSpec: {
      clusterConfiguration: {
        // The operator's kubeconfig goes through a port of the host.
        apiServer: { certSANs: ["localhost", "127.0.0.1"], ...encryptedApiServer },
      },
      initConfiguration: { nodeRegistration: nodeRegistration() },
      joinConfiguration: { nodeRegistration: nodeRegistration() },
      files: [...files, encryptionFile(tkc.metadata.name)],
      preKubeadmCommands,
    },
  };
  const api = { apiVersion: clusterApi.controlPlane, kind: "KubeadmControlPlane" };
  return [template, { ...api, metadata: madeFor(tkc, name), spec }];
}
