import type { V1Pod } from "../../cluster/index.ts";
import type { OpenCluster } from "../cluster/open-cluster.ts";
import { type Reading, valueOf } from "../reading.ts";
import type { JudgedRegistry } from "../registry/judge-registry.ts";
import { type AnonymousAnswer, askAnonymously } from "./anonymous-pull.ts";
import { imageOf } from "./image-reference.ts";
import { isFor, type Login, loginsIn } from "./logins.ts";

export interface PullSecret {
  readonly name: string;
  /** Those for this registry; undefined when the Secret's content cannot be read. */
  readonly logins: readonly Login[] | undefined;
}

/** A Pod with images of the registry, or a service account that names Secrets. */
export interface Puller {
  readonly name: string;
  readonly images: readonly string[];
  /** The Secrets that it names. */
  readonly secrets: readonly string[];
}

/** Who pulls from the registry in one namespace, and with what. */
export interface PullFacts {
  readonly namespace: string;
  readonly pods: readonly Puller[];
  readonly serviceAccounts: readonly Puller[];
  readonly secrets: Reading<readonly PullSecret[]>;
  /** What the registry answers without a login, for images of these Pods. */
  readonly anonymous: readonly { readonly image: string; readonly answer: AnonymousAnswer }[];
}

/** Of one namespace so many images are asked for at most. */
const imagesAsked = 5;

/** Reads them in the namespace given, or in all where somebody pulls from the registry. */
export async function readPullSecrets(input: {
  readonly cluster: OpenCluster;
  readonly registry: JudgedRegistry;
  readonly pods: readonly V1Pod[];
  readonly namespace: string | undefined;
  readonly signal: AbortSignal | undefined;
}): Promise<readonly PullFacts[]> {
  const { cluster, registry, namespace, signal } = input;
  const { host } = registry.address;
  const accounts = valueOf(await readAccounts(cluster, namespace)) ?? [];
  const secrets = await readSecrets(cluster, namespace);
  const held = valueOf(secrets) ?? [];
  const pullers = input.pods.map(pullerOf).filter(({ images }) => images.some((one) => isFrom(one, host)));
  const naming = accounts.filter(({ namespace: where, secrets: names }) =>
    held.some(
      (secret) => secret.namespace === where && names.includes(secret.name) && hasLogin(secret, host),
    ),
  );
  const namespaces = new Set([...pullers, ...naming].map(({ namespace: where }) => where));
  const facts: PullFacts[] = [];
  for (const where of namespace === undefined ? namespaces : [namespace]) {
    const pods = pullers.filter((one) => one.namespace === where);
    const images = [...new Set(pods.flatMap((pod) => pod.images))].filter((image) => isFrom(image, host));
    facts.push({
      namespace: where,
      pods,
      serviceAccounts: naming.filter((one) => one.namespace === where),
      secrets:
        "value" in secrets
          ? { value: held.filter((one) => one.namespace === where).map((one) => ofHost(one, host)) }
          : secrets,
      anonymous: await askFor(images, registry, signal),
    });
  }
  return facts;
}

interface Namespaced {
  readonly namespace: string;
}

function readAccounts({ kube, ask }: OpenCluster, namespace: string | undefined) {
  return ask("Reading the service accounts", async (): Promise<(Puller & Namespaced)[]> => {
    const { items } =
      namespace === undefined
        ? await kube.core.listServiceAccountForAllNamespaces()
        : await kube.core.listNamespacedServiceAccount({ namespace });
    return items.map(({ metadata, imagePullSecrets = [] }) => ({
      namespace: metadata?.namespace ?? "",
      name: metadata?.name ?? "",
      images: [],
      secrets: imagePullSecrets.flatMap(({ name }) => name ?? []),
    }));
  });
}

function readSecrets({ kube, ask }: OpenCluster, namespace: string | undefined) {
  const fieldSelector = "type=kubernetes.io/dockerconfigjson";
  return ask("Reading the logins for registries", async (): Promise<(PullSecret & Namespaced)[]> => {
    const { items } =
      namespace === undefined
        ? await kube.core.listSecretForAllNamespaces({ fieldSelector })
        : await kube.core.listNamespacedSecret({ namespace, fieldSelector });
    return items.map(({ metadata, data }) => ({
      namespace: metadata?.namespace ?? "",
      name: metadata?.name ?? "",
      logins: loginsIn(Buffer.from(data?.[".dockerconfigjson"] ?? "", "base64").toString("utf8")),
    }));
  });
}

function pullerOf({ metadata, spec }: V1Pod): Puller & Namespaced {
  const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  return {
    namespace: metadata?.namespace ?? "",
    name: metadata?.name ?? "",
    images: containers.flatMap(({ image }) => image ?? []),
    // Those of the service account are here too: they are written down when the Pod is made.
    secrets: spec?.imagePullSecrets?.flatMap(({ name }) => name ?? []) ?? [],
  };
}

function isFrom(image: string, host: string): boolean {
  return imageOf(image, host) !== undefined;
}

function hasLogin({ logins }: PullSecret, host: string): boolean {
  return logins?.some((login) => isFor(login, host)) ?? false;
}

function ofHost({ name, logins }: PullSecret, host: string): PullSecret {
  return { name, logins: logins?.filter((login) => isFor(login, host)) };
}

async function askFor(
  images: readonly string[],
  { address, anchor, isPublic }: JudgedRegistry,
  signal: AbortSignal | undefined,
): Promise<PullFacts["anonymous"]> {
  const answers: { image: string; answer: AnonymousAnswer }[] = [];
  for (const image of images.slice(0, imagesAsked)) {
    const reference = imageOf(image, address.host);
    if (reference === undefined) continue;
    const target = { ...address.target, caPem: isPublic ? undefined : anchor?.toString() };
    answers.push({ image, answer: await askAnonymously(target, reference, signal) });
  }
  return answers;
}
