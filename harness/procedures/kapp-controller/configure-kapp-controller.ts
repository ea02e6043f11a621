import {
  kappControllerConfig as name,
  kappControllerNamespace as namespace,
} from "../../cluster/packages/kapp-controller-names.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/** The two kinds of object that kapp-controller reads; a Secret hides a ConfigMap completely. */
export type KappControllerConfigKind = "ConfigMap" | "Secret";

/** Its keys, as kapp-controller 0.41 knows them. */
export interface KappControllerConfig {
  /** PEM, appended to the system's trust anchors. */
  readonly caCerts?: string;
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
  /** Hosts, separated by commas, whose certificate nobody looks at. */
  readonly dangerousSkipTLSVerify?: string;
}

interface Cluster {
  readonly kubectl: KubectlOptions;
}

/**
 * Tells kapp-controller its configuration by an object of that kind, as `kubectl apply` does; gives kubectl's words. A key
 * that was set this way before, and is not now, is gone.
 */
export async function configureKappController(input: {
  readonly cluster: Cluster;
  readonly kind: KappControllerConfigKind;
  readonly config: KappControllerConfig;
}): Promise<string> {
  const { cluster, kind, config } = input;
  const manifest = { apiVersion: "v1", kind, metadata: { name, namespace }, data: dataOf(kind, config) };
  return kubectlOk(
    `Configuring kapp-controller by a ${kind}`,
    // Server side: of an object that the addon made, the other keys stay the addon's.
    ["apply", "--server-side", "--force-conflicts", "--filename", "-"],
    cluster.kubectl,
    JSON.stringify(manifest),
  );
}

/** Deletes the object of that kind; one that is not there is fine. */
export async function forgetKappControllerConfig(input: {
  readonly cluster: Cluster;
  readonly kind: KappControllerConfigKind;
}): Promise<string> {
  const object = [input.kind.toLowerCase(), name, "--namespace", namespace];
  return kubectlOk(
    `Deleting kapp-controller's ${input.kind}`,
    ["delete", ...object, "--ignore-not-found"],
    input.cluster.kubectl,
  );
}

function dataOf(kind: KappControllerConfigKind, config: KappControllerConfig): Record<string, string> {
  const encode = (value: string) => (kind === "Secret" ? Buffer.from(value).toString("base64") : value);
  return Object.fromEntries(
    // as: every key of it is optional, and text where it is there
    Object.entries(config as Record<string, string>).map(([key, value]) => [key, encode(value)]),
  );
}
