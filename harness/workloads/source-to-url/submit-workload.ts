import type { Attempt } from "../../core/attempt.ts";
import { budgets } from "../../core/budgets.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { kubectl, type KubectlOptions, timeoutArg } from "../../tools/kubectl/kubectl.ts";

export interface WorkloadInput {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly name: string;
  readonly namespace: string;
}

/** Hands a Workload to Cartographer, as a developer does; no supply chain has to be there for it to be accepted. */
export async function submitWorkload(input: WorkloadInput): Promise<Attempt> {
  const { cluster, name, namespace } = input;
  const manifest = {
    apiVersion: "carto.run/v1alpha1",
    kind: "Workload",
    metadata: { name, namespace, labels: { "app.tanzu.vmware.com/workload-type": "web" } },
    spec: { source: { git: { url: `https://git.tkg.test/${name}.git`, ref: { branch: "main" } } } },
  };
  const args = ["apply", "--filename", "-"];
  const said = await kubectl(args, cluster.kubectl, JSON.stringify(manifest));
  return attemptOf("kubectl apply --filename workload.yaml", said);
}

/** Waits until Cartographer has looked at a Workload, and gives what it says of it. */
export async function workloadSeen({ cluster, name, namespace }: WorkloadInput): Promise<Attempt> {
  const wait = [
    ...["wait", `workload/${name}`, "--namespace", namespace, timeoutArg(budgets.podRunning)],
    "--for=jsonpath={.status.conditions[?(@.type=='Ready')].reason}",
  ];
  const seen = attemptOf(`kubectl ${wait.join(" ")}`, await kubectl(wait, cluster.kubectl));
  if (!seen.succeeded) return seen;
  const get = [
    "get",
    "workload",
    name,
    "--namespace",
    namespace,
    "--output",
    "jsonpath={.status.conditions}",
  ];
  return attemptOf(`kubectl ${get.join(" ")}`, await kubectl(get, cluster.kubectl));
}
