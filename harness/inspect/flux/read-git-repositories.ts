import type { OpenCluster } from "../cluster/open-cluster.ts";
import { type Reading, valueOf } from "../reading.ts";

/** A GitRepository of Flux that is fetched over https, with the CA that Flux is given for it. */
export interface GitRepositoryFacts {
  readonly namespace: string;
  readonly name: string;
  readonly url: string;
  /** The Secret; undefined when none is named. */
  readonly secret: string | undefined;
  /** Its `ca.crt`, or the older `caFile`; nothing else of it is kept. */
  readonly ca: Reading<string>;
  /** Of its condition `Ready`; undefined before Flux has looked. */
  readonly ready: { readonly status: string; readonly message: string } | undefined;
}

interface RawRepository {
  readonly metadata: { readonly namespace?: string; readonly name: string };
  readonly spec?: { readonly url?: string; readonly secretRef?: { readonly name?: string } };
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message?: string;
    }[];
  };
}

/** Reads them all; none where there is no Flux. */
export async function readGitRepositories(cluster: OpenCluster): Promise<readonly GitRepositoryFacts[]> {
  const { kube, ask } = cluster;
  const which = { group: "source.toolkit.fluxcd.io", version: "v1", plural: "gitrepositories" };
  const read = await ask("Reading the GitRepositories of Flux", async () => {
    const list: unknown = await kube.custom.listClusterCustomObject(which);
    return (list as { readonly items?: readonly RawRepository[] }).items ?? []; // as: that is what a list is
  });
  const facts: GitRepositoryFacts[] = [];
  for (const { metadata, spec, status } of valueOf(read) ?? []) {
    const { namespace = "", name } = metadata;
    const url = spec?.url ?? "";
    if (!url.startsWith("https://")) continue;
    const secret = spec?.secretRef?.name;
    const ca =
      secret === undefined ? { absent: true as const } : await readCa(cluster, { namespace, name: secret });
    const condition = status?.conditions?.find(({ type }) => type === "Ready");
    const ready =
      condition === undefined ? undefined : { status: condition.status, message: condition.message ?? "" };
    facts.push({ namespace, name, url, secret, ca, ready });
  }
  return facts;
}

async function readCa(
  { kube, ask }: OpenCluster,
  which: { readonly namespace: string; readonly name: string },
): Promise<Reading<string>> {
  const read = await ask(`Reading Secret ${which.name} of ${which.namespace}`, async () => {
    const { data = {} } = await kube.core.readNamespacedSecret(which);
    const text = data["ca.crt"] ?? data.caFile;
    return text === undefined ? undefined : Buffer.from(text, "base64").toString("utf8");
  });
  if (!("value" in read)) return read;
  return read.value === undefined ? { absent: true } : { value: read.value };
}
