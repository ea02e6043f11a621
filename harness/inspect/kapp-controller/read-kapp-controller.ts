import type { V1Pod } from "../../cluster/index.ts";
import {
  kappControllerBundle as bundlePath,
  kappControllerConfig as configName,
  kappControllerNamespace,
} from "../../cluster/packages/kapp-controller-names.ts";
import type { OpenCluster } from "../cluster/open-cluster.ts";
import { readInPod } from "../cluster/read-in-pod.ts";
import type { Reading } from "../reading.ts";

/** The texts of such an object. */
export type ConfigData = Readonly<Record<string, string>>;

/** The trust store in the container that fetches. */
export interface BundleFacts {
  readonly pod: string;
  readonly container: string;
  readonly inUse: Reading<string>;
  /** As the image brought it; versions without a sidecar keep none. */
  readonly original: Reading<string>;
}

/** kapp-controller in one namespace. */
export interface KappControllerFacts {
  readonly namespace: string;
  readonly secret: Reading<ConfigData>;
  readonly configMap: Reading<ConfigData>;
  readonly bundles: readonly BundleFacts[];
}

/** Where it is upstream, and in TKG. */
export const usualNamespaces = ["kapp-controller", kappControllerNamespace];

/** What fetches: the sidecar, and before there was one, the controller itself. */
const fetchers = ["kapp-controller-sidecarexec", "kapp-controller"];

/** Whether a Pod is kapp-controller's. */
export function isKappController({ metadata, spec }: V1Pod): boolean {
  return (
    metadata?.labels?.app === "kapp-controller" ||
    (spec?.containers.some(({ name }) => fetchers.includes(name)) ?? false)
  );
}

/** Reads the configuration and the trust stores in use of every kapp-controller that there is. */
export async function readKappControllers(input: {
  readonly cluster: OpenCluster;
  /** All Pods that could be seen. */
  readonly pods: readonly V1Pod[];
  /** Where else to look. */
  readonly namespace: string | undefined;
  readonly signal: AbortSignal | undefined;
}): Promise<readonly KappControllerFacts[]> {
  const { cluster, namespace, signal } = input;
  const pods = input.pods.filter(isKappController);
  const of = (pod: V1Pod) => pod.metadata?.namespace ?? "";
  const more = namespace === undefined ? [] : [namespace];
  const found: KappControllerFacts[] = [];
  for (const where of new Set([...pods.map(of), ...usualNamespaces, ...more])) {
    const config = await readConfig(cluster, where);
    const bundles: BundleFacts[] = [];
    for (const pod of pods.filter((one) => of(one) === where)) {
      bundles.push(await readBundle(cluster, pod, signal));
    }
    // A kapp-controller that was scaled down has its configuration still.
    if (bundles.length > 0 || "value" in config.secret || "value" in config.configMap) {
      found.push({ namespace: where, ...config, bundles });
    }
  }
  return found;
}

async function readConfig({ kube, ask }: OpenCluster, namespace: string) {
  const which = { name: configName, namespace };
  const secret = await ask(`Reading Secret ${configName} of ${namespace}`, async () => {
    const { data = {} } = await kube.core.readNamespacedSecret(which);
    const texts = Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]);
    return Object.fromEntries(texts) as ConfigData; // from pairs of texts
  });
  const configMap = await ask(
    `Reading ConfigMap ${configName} of ${namespace}`,
    async (): Promise<ConfigData> => (await kube.core.readNamespacedConfigMap(which)).data ?? {},
  );
  return { secret, configMap };
}

async function readBundle(
  { kube }: OpenCluster,
  { metadata, spec, status }: V1Pod,
  signal: AbortSignal | undefined,
): Promise<BundleFacts> {
  const { namespace = "", name: pod = "" } = metadata ?? {};
  const names = spec?.containers.map(({ name }) => name) ?? [];
  const container = fetchers.find((name) => names.includes(name)) ?? names[0] ?? "";
  const running = status?.containerStatuses?.find(({ name }) => name === container)?.state?.running;
  if (running === undefined) {
    const refused = { refused: `container ${container} does not run` };
    return { pod, container, inUse: refused, original: refused };
  }
  const place = { namespace, pod, container };
  const inUse = await readInPod(kube, place, bundlePath, signal);
  const original = "value" in inUse ? await readInPod(kube, place, `${bundlePath}.orig`, signal) : inUse;
  return { pod, container, inUse, original };
}
