import type { OpenCluster } from "../cluster/open-cluster.ts";
import { imageOf } from "../pull-secret/image-reference.ts";
import { isFor, type Login, loginsIn } from "../pull-secret/logins.ts";
import { type Reading, valueOf } from "../reading.ts";

/** A Secret, and its logins for the registry; undefined where it is not there or cannot be read. */
export interface NamedLogin {
  readonly name: string;
  readonly logins: readonly Login[] | undefined;
}

/** A service account that kpack builds as, and what it names. */
export interface KpackLoginFacts {
  readonly namespace: string;
  readonly account: string;
  /** kpack pushes with these. */
  readonly secrets: Reading<readonly NamedLogin[]>;
  /** With these, images are pulled only. */
  readonly imagePullSecrets: readonly NamedLogin[];
}

/** An Image of kpack, as far as it is looked at. */
interface RawImage {
  readonly metadata: { readonly namespace?: string | undefined };
  readonly spec?:
    { readonly tag?: string | undefined; readonly serviceAccountName?: string | undefined } | undefined;
}

interface RawSecret {
  readonly data?: Readonly<Record<string, string>>;
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
}

/** Reads the service accounts of all Images that go to the registry. */
export async function readKpackLogins(input: {
  readonly cluster: OpenCluster;
  readonly images: readonly RawImage[];
  readonly host: string;
}): Promise<readonly KpackLoginFacts[]> {
  const { cluster, images, host } = input;
  const accounts = new Map(
    images
      .filter(({ spec }) => imageOf(spec?.tag ?? "", host) !== undefined)
      .map(({ metadata, spec }) => {
        const account = { namespace: metadata.namespace ?? "", name: spec?.serviceAccountName ?? "default" };
        return [`${account.namespace}/${account.name}`, account] as const;
      }),
  );
  return Promise.all([...accounts.values()].map((account) => readAccount(cluster, account, host)));
}

async function readAccount(
  cluster: OpenCluster,
  which: { readonly namespace: string; readonly name: string },
  host: string,
): Promise<KpackLoginFacts> {
  const { kube, ask } = cluster;
  const { namespace, name: account } = which;
  const read = await ask(`Reading service account ${account} of ${namespace}`, () =>
    kube.core.readNamespacedServiceAccount(which),
  );
  const { secrets = [], imagePullSecrets = [] } = valueOf(read) ?? {};
  const named = (references: readonly { readonly name?: string }[]) =>
    Promise.all(
      references.flatMap(({ name }) =>
        name === undefined ? [] : [readLogin(cluster, { namespace, name }, host)],
      ),
    );
  return {
    ...{ namespace, account },
    secrets: "value" in read ? { value: await named(secrets) } : read,
    imagePullSecrets: await named(imagePullSecrets),
  };
}

async function readLogin(
  { kube, ask }: OpenCluster,
  which: { readonly namespace: string; readonly name: string },
  host: string,
): Promise<NamedLogin> {
  const { namespace, name } = which;
  const read = await ask(`Reading Secret ${name} of ${namespace}`, async () =>
    loginsOf(await kube.core.readNamespacedSecret(which)),
  );
  return { name, logins: valueOf(read)?.filter((login) => isFor(login, host)) };
}

/** The two forms that kpack's documentation names. Passwords are not looked at. */
function loginsOf({ data = {}, metadata }: RawSecret): readonly Login[] | undefined {
  const text = (key: string) => Buffer.from(data[key] ?? "", "base64").toString("utf8");
  if (data[".dockerconfigjson"] !== undefined) return loginsIn(text(".dockerconfigjson"));
  const server = metadata?.annotations?.["kpack.io/docker"];
  return server === undefined ? [] : [{ server, username: text("username") }];
}
