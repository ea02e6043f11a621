import { networkDefaults } from "../api/settings.ts";
import { type ClusterInput, madeFor } from "./cluster-input.ts";
import { controlPlaneObjects } from "./control-plane.ts";
import type { KubeObject } from "./kube-object.ts";
import { loadBalancerConfigMap } from "./load-balancer.ts";
import { namesOf } from "./names.ts";
import { nodePoolObjects } from "./node-pool.ts";
import { clusterApi, referenceTo } from "./references.ts";

/** What a TanzuKubernetesCluster is for Cluster API. Each object comes after those that it names. */
export function clusterObjects(input: ClusterInput): KubeObject[] {
  const [machine, controlPlane] = controlPlaneObjects(input);
  const infrastructure = dockerCluster(input);
  return [
    loadBalancerConfigMap(input),
    ...[infrastructure, machine, controlPlane, cluster(input, infrastructure, controlPlane)],
    ...input.tkc.spec.topology.nodePools.flatMap((pool) => nodePoolObjects(input, pool)),
  ];
}

function dockerCluster({ tkc, lab }: ClusterInput): KubeObject {
  const { name } = tkc.metadata;
  const { imageRepository, imageTag } = lab.loadBalancer;
  const customHAProxyConfigTemplateRef = { name: namesOf(name).loadBalancer };
  return {
    ...{ apiVersion: clusterApi.infrastructure, kind: "DockerCluster" },
    metadata: madeFor(tkc, name),
    spec: { loadBalancer: { imageRepository, imageTag, customHAProxyConfigTemplateRef } },
  };
}

function cluster(
  { tkc, lab }: ClusterInput,
  infrastructure: KubeObject,
  controlPlane: KubeObject,
): KubeObject {
  const { pods, services, serviceDomain } = tkc.spec.settings?.network ?? {};
  return {
    ...{ apiVersion: clusterApi.core, kind: "Cluster" },
    metadata: madeFor(tkc, tkc.metadata.name),
    spec: {
      clusterNetwork: {
        pods: { cidrBlocks: pods?.cidrBlocks ?? [lab.pods] },
        services: { cidrBlocks: services?.cidrBlocks ?? [lab.services] },
        serviceDomain: serviceDomain ?? networkDefaults.serviceDomain,
      },
      controlPlaneRef: referenceTo(controlPlane),
      infrastructureRef: referenceTo(infrastructure),
    },
  };
}
