import type { V1Node } from "@kubernetes/client-node";
import { budgets } from "../../core/budgets.ts";
import type { RunContext } from "../../core/run-context.ts";
import { notYet, ready } from "../../core/wait-for.ts";
import type { Kube } from "../kube/kube.ts";
import { watchUntil } from "../kube/watch-until.ts";
import type { ClusterNode, NodeSystem } from "../node.ts";

/** A program and its version, as the cluster itself names it. */
export interface Software {
  readonly name: string;
  readonly version: string;
}

/** A node that is Ready, and what it says it runs. */
export interface ReadyNode {
  readonly node: ClusterNode;
  readonly software: readonly Software[];
}

/** Waits until a node is Ready. */
export function nodeReady(
  kube: Kube,
  name: string,
  os: NodeSystem,
  { signal }: RunContext,
): Promise<ReadyNode> {
  return watchUntil({
    kube,
    path: "/api/v1/nodes",
    fieldSelector: `metadata.name=${name}`,
    what: `node ${name} to be Ready`,
    look: (node: V1Node) => {
      const condition = node.status?.conditions?.find(({ type }) => type === "Ready");
      const address = node.status?.addresses?.find(({ type }) => type === "InternalIP")?.address;
      if (condition?.status === "True" && address !== undefined) {
        return ready({ node: { name, address, os }, software: softwareOf(node) });
      }
      return notYet(
        condition === undefined
          ? "no Ready condition"
          : `${condition.reason ?? ""}: ${condition.message ?? ""}`,
      );
    },
    budget: budgets.nodeReady,
    signal,
    hint: `docker exec ${name} journalctl -u kubelet --no-pager | tail -50`,
  });
}

function softwareOf({ status }: V1Node): Software[] {
  const info = status?.nodeInfo;
  if (info === undefined) return [];
  return [
    { name: "node image says", version: info.osImage },
    { name: "kubelet", version: info.kubeletVersion },
    { name: "container runtime", version: info.containerRuntimeVersion },
    { name: "kernel", version: info.kernelVersion },
  ];
}

/** Waits for the service account without which the API server refuses every Pod. */
export function serviceAccountReady(kube: Kube, { signal }: RunContext): Promise<undefined> {
  return watchUntil({
    kube,
    path: "/api/v1/namespaces/default/serviceaccounts",
    fieldSelector: "metadata.name=default",
    what: "the service account default",
    look: () => ready(undefined),
    budget: budgets.serviceAccount,
    signal,
  });
}
