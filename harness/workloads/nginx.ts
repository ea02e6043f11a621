import type { WorkloadCluster } from "../cluster/index.ts";
import type { Attempt } from "../core/attempt.ts";
import { kubectlOk } from "../tools/kubectl/kubectl.ts";
import { answerOfPod, podStart, pullRefusal } from "./pod-start.ts";

const namespace = "default";
const deployment = "tkc-nginx-harbor-svc-deployment";
const app = "nginx-harbor-svc-app";
const port = 80;

export interface DeployNginxInput {
  readonly cluster: Pick<WorkloadCluster, "kube" | "kubectl">;
  /** `<registry host>/ns1/nginx:latest` */
  readonly image: string;
}

/** The Deployment of seed 003: nginx, pulled with the secret `harbor-svc-pull-secret`. */
export function nginxDeployment(image: string) {
  const labels = { app };
  return {
    ...{ apiVersion: "apps/v1", kind: "Deployment" },
    metadata: { name: deployment, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [{ name: app, image, ports: [{ containerPort: port }] }],
          imagePullSecrets: [{ name: "harbor-svc-pull-secret" }],
        },
      },
    },
  };
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
    JSON.stringify(nginxDeployment(image)),
  );
  const pod = await podStart({
    ...{ kube, namespace, title: `the Pod of Deployment ${deployment}`, signal },
    isMeant: ({ metadata }) => metadata?.labels?.app === app && metadata.deletionTimestamp === undefined,
  });
  const text =
    pod.outcome === "running"
      ? await answerOfPod({ kube, namespace, name: pod.name, port, signal })
      : await pullRefusal({ kube, namespace, pod, signal });
  return { command: `kubectl apply -f ${deployment}.yaml`, succeeded: pod.outcome === "running", text };
}
