import type { NodePool } from "../api/tanzu-kubernetes-cluster.ts";
import { type ClusterInput, madeFor } from "./cluster-input.ts";
import type { KubeObject } from "./kube-object.ts";
import { machineTemplate } from "./machine-template.ts";
import { labels, templateName, workersName } from "./names.ts";
import { nodeBootstrap, nodeRegistration } from "./node-bootstrap.ts";
import { clusterApi, referenceTo } from "./references.ts";

/** The machines of a pool, after the two templates that they are made from. */
export function nodePoolObjects(
  input: ClusterInput,
  pool: NodePool,
): [machine: KubeObject, bootstrap: KubeObject, deployment: KubeObject] {
  const { tkc, lab } = input;
  const cluster = tkc.metadata.name;
  const name = workersName(tkc.metadata, pool.name);
  const machine = machineTemplate(input, name, pool);
  const bootstrap = bootstrapTemplate(input, name, pool);
  const ofPool = { [labels.cluster]: cluster, [labels.deployment]: name };
  const { replicas, nodeDrainTimeout } = pool;
  const spec = {
    clusterName: cluster,
    // Nothing said leaves the number to whoever scales the pool.
    ...(replicas === undefined ? {} : { replicas }),
    selector: { matchLabels: ofPool },
    template: {
      metadata: { labels: ofPool },
      spec: {
        clusterName: cluster,
        version: lab.kubernetesVersion,
        bootstrap: { configRef: referenceTo(bootstrap) },
        infrastructureRef: referenceTo(machine),
        ...(nodeDrainTimeout === undefined ? {} : { nodeDrainTimeout }),
      },
    },
  };
  const api = { apiVersion: clusterApi.core, kind: "MachineDeployment" };
  return [machine, bootstrap, { ...api, metadata: madeFor(tkc, name), spec }];
}

function bootstrapTemplate(input: ClusterInput, prefix: string, pool: NodePool): KubeObject {
  const joinConfiguration = { nodeRegistration: nodeRegistration(pool) };
  const template = { spec: { joinConfiguration, ...nodeBootstrap(input) } };
  return {
    ...{ apiVersion: clusterApi.bootstrap, kind: "KubeadmConfigTemplate" },
    metadata: madeFor(input.tkc, templateName(prefix, template)),
    spec: { template },
  };
}
