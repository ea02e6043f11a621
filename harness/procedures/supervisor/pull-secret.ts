import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Attempt } from "../../core/attempt.ts";
import type { Secret } from "../../core/secret.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { kubectl, kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

const name = "harbor-svc-pull-secret";
const type = "--type=kubernetes.io/dockerconfigjson";

/**
 * Makes the secret with which a cluster pulls from a private project of a file that Docker's login wrote (seed 003), in
 * place of one that may be there.
 */
export async function createPullSecret(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
  /** What stands for $HOME/.docker/config.json. */
  readonly file: string;
}): Promise<Attempt> {
  const { cluster, file } = input;
  await kubectlOk(
    `Deleting secret ${name}`,
    ["delete", "secret", name, "--ignore-not-found"],
    cluster.kubectl,
  );
  const create = ["create", "secret", "generic", name];
  const said = await kubectl([...create, `--from-file=.dockerconfigjson=${file}`, type], cluster.kubectl);
  const typed = [...create, "--from-file=.dockerconfigjson=$HOME/.docker/config.json", type];
  return attemptOf(`kubectl ${typed.join(" ")}`, said);
}

/** What a config.json can be that holds no login that is of use. */
export type UselessConfig =
  | { readonly kind: "wrong password"; readonly user: string; readonly password: Secret }
  /** As Docker Desktop writes it: the login is in the machine's keychain, where no kubelet looks. */
  | { readonly kind: "credsStore" };

/** Writes a config.json that opens nothing; gives the file. */
export async function writeUselessConfig(input: {
  /** One that nobody else can look into. */
  readonly folder: string;
  readonly host: string;
  readonly config: UselessConfig;
}): Promise<string> {
  const { folder, host, config } = input;
  const file = join(folder, "useless-docker-config.json");
  await writeFile(file, JSON.stringify(contentOf(host, config)), { mode: 0o600 });
  return file;
}

function contentOf(host: string, config: UselessConfig) {
  if (config.kind === "credsStore") return { auths: { [host]: {} }, credsStore: "desktop" };
  const auth = Buffer.from(`${config.user}:${config.password.reveal()}`).toString("base64");
  return { auths: { [host]: { auth } } };
}
