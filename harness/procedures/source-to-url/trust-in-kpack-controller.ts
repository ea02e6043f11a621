import { createHash } from "node:crypto";
import { applyObjects, listOf } from "../../cluster/source-to-url/apply.ts";
import { kpackControllerRolledOut } from "../../cluster/source-to-url/components.ts";
import { namespaces } from "../../cluster/source-to-url/names.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

const namespace = namespaces.kpack;
const deployment = "deployment/kpack-controller";
const container = "controller";
const name = "harbor-ca";
const key = "ca.crt";

/** One file of the folder that Go reads; by subPath, so that those of the image stay. */
const mountPath = "/etc/ssl/certs/harbor-ca.crt";

/** On the Pod: a file that is mounted by subPath stays as it was when the Pod began. */
const annotation = "tkglab.test/harbor-ca";

interface Cluster {
  readonly kubectl: KubectlOptions;
}

/**
 * Has kpack's controller trust a CA: a ConfigMap, mounted as one more file of its trust store. Its Pod is replaced, once
 * for each CA. @throws HarnessError what kubectlOk() throws
 */
export async function trustInKpackController(input: {
  readonly cluster: Cluster;
  readonly caPem: string;
}): Promise<void> {
  const { cluster, caPem } = input;
  const configMap = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, namespace },
    data: { [key]: caPem },
  };
  await applyObjects("the CA for kpack", listOf([configMap]), cluster.kubectl);
  const fingerprint = createHash("sha256").update(caPem).digest("hex").slice(0, 16);
  await patch(cluster, {
    metadata: { annotations: { [annotation]: fingerprint } },
    spec: {
      volumes: [{ name, configMap: { name } }],
      containers: [{ name: container, volumeMounts: [{ name, mountPath, subPath: key, readOnly: true }] }],
    },
  });
}

/** Takes the CA away from kpack's controller again; its Pod is replaced. */
export async function forgetInKpackController({ cluster }: { readonly cluster: Cluster }): Promise<void> {
  await patch(cluster, {
    metadata: { annotations: { [annotation]: null } },
    spec: {
      volumes: [{ name, $patch: "delete" }],
      containers: [{ name: container, volumeMounts: [{ mountPath, $patch: "delete" }] }],
    },
  });
  const object = ["configmap", name, "--namespace", namespace];
  await kubectlOk("Deleting the CA for kpack", ["delete", ...object, "--ignore-not-found"], cluster.kubectl);
}

/** Restarts kpack's controller: it looks at stores, stacks and builders that failed only when something changes. */
export async function restartKpackController({ cluster }: { readonly cluster: Cluster }): Promise<void> {
  const restart = ["rollout", "restart", deployment, "--namespace", namespace];
  await kubectlOk("Restarting kpack's controller", restart, cluster.kubectl);
  await kpackControllerRolledOut(cluster.kubectl);
}

async function patch(cluster: Cluster, template: object): Promise<void> {
  const body = JSON.stringify({ spec: { template } });
  await kubectlOk(
    "Patching kpack's controller",
    ["patch", deployment, "--namespace", namespace, "--patch", body],
    cluster.kubectl,
  );
  await kpackControllerRolledOut(cluster.kubectl);
}
