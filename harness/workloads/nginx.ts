import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { WorkloadCluster } from "../cluster/index.ts";
import type { Attempt } from "../core/attempt.ts";
import { packageRoot } from "../core/package-root.ts";
import { kubectlOk } from "../tools/kubectl/kubectl.ts";
import { answerOfPod, podStart, pullRefusal } from "./pod-start.ts";

const namespace = "default";
const deployment = "tkc-nginx-harbor-svc-deployment";
const app = "nginx-harbor-svc-app";
const port = 80;

/** What the manifest's file is called. */
export const nginxFile = `${deployment}.yaml`;

export interface DeployNginxInput {
  readonly cluster: Pick<WorkloadCluster, "kube" | "kubectl">;
  /** `<registry host>/ns1/nginx:latest` */
  readonly image: string;
}

/** The Deployment's manifest as an operator has it (seed 003), for an image `<registry host>/ns1/nginx:latest`. */
export async function nginxManifest(image: string): Promise<string> {
  const text = await readFile(join(packageRoot, `fixtures/supervisor/${nginxFile}`), "utf8");
  return text.replace(/^( +image: ).*$/m, `$1${image}`);
}

/**
 * Applies that Deployment in place of one that may be there, and says how it went: what nginx answers, or the text of the
 * kubelet's event when its image cannot be pulled.
 */
export async function deployNginx({ cluster, image }: DeployNginxInput): Promise<Attempt> {
  const { kube, kubectl } = cluster;
  const { signal } = kubectl;
  // A Pod that is there would try again with what its kubelet has failed with, after a pause that grows.
  await kubectlOk(
    `Deleting Deployment ${deployment}`,
    ["delete", "deployment", deployment, "--ignore-not-found", "--cascade=foreground"],
    kubectl,
  );
  await kubectlOk(
    `Applying Deployment ${deployment}`,
    ["apply", "--filename", "-"],
    kubectl,
    await nginxManifest(image),
  );
  const pod = await podStart({
    ...{ kube, namespace, title: `the Pod of Deployment ${deployment}`, signal },
    isMeant: ({ metadata }) => metadata?.labels?.app === app && metadata.deletionTimestamp === undefined,
  });
  const text =
    pod.outcome === "running"
      ? await answerOfPod({ kube, namespace, name: pod.name, port, signal })
      : await pullRefusal({ kube, namespace, pod, signal });
  return { command: `kubectl apply -f ${nginxFile}`, succeeded: pod.outcome === "running", text };
}
