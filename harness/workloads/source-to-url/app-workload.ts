import { applyObjects } from "../../cluster/source-to-url/apply.ts";
import { namespaces, workloadType } from "../../cluster/source-to-url/names.ts";
import { repositoryUrl } from "../../cluster/source-to-url/git-server.ts";
import type { Attempt } from "../../core/attempt.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { kubectl, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/** What a developer says of an application (seed 002). */
export interface AppWorkload {
  readonly name: string;
  /** A repository of the platform's git server; the Workload's own name unless told. */
  readonly repository?: string;
  /** `master` unless told. */
  readonly branch?: string;
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly resources?: object;
  /** Parameters of the templates: another Secret, another service account. */
  readonly params?: Readonly<Record<string, string>>;
  /** `app.tanzu.vmware.com/workload-type`; `web` unless told. */
  readonly type?: string;
  /** Any other repository, in place of the git server's. */
  readonly url?: string;
}

/** The manifest of a Workload, with the fields that the seed's have. */
export function appWorkload(app: AppWorkload): object {
  const { name, branch = "master", env, resources, params, type } = app;
  const url = app.url ?? repositoryUrl(app.repository ?? name, "inside");
  const labels = type === undefined ? workloadType : { "app.tanzu.vmware.com/workload-type": type };
  return {
    apiVersion: "carto.run/v1alpha1",
    kind: "Workload",
    metadata: { name, namespace: namespaces.workloads, labels },
    spec: {
      source: { git: { url, ref: { branch } } },
      ...(env === undefined ? {} : { env }),
      ...(resources === undefined ? {} : { resources }),
      ...(params === undefined
        ? {}
        : { params: Object.entries(params).map(([key, value]) => ({ name: key, value })) }),
    },
  };
}

interface Cluster {
  readonly cluster: { readonly kubectl: KubectlOptions };
}

/** `kubectl apply -f WORKLOAD.yaml` (seed 002), as often as one likes: a field that is left away is taken out. */
export async function applyAppWorkload(input: Cluster & { readonly app: AppWorkload }): Promise<void> {
  const { cluster, app } = input;
  await applyObjects(`Workload ${app.name}`, JSON.stringify(appWorkload(app)), cluster.kubectl);
}

/** `kubectl delete -f WORKLOAD.yaml` (seed 002). */
export async function deleteAppWorkload(input: Cluster & { readonly name: string }): Promise<Attempt> {
  const args = ["delete", "workload", input.name, "--namespace", namespaces.workloads];
  return attemptOf(`kubectl ${args.join(" ")}`, await kubectl(args, input.cluster.kubectl));
}
