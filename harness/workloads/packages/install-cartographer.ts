import { join } from "node:path";
import type { Toolbox } from "../../cluster/index.ts";
import { labKubeconfig } from "../../cluster/source-to-url/lab-kubeconfig.ts";
import { namespaces } from "../../cluster/source-to-url/names.ts";
import type { Attempt } from "../../core/attempt.ts";
import { packageRoot } from "../../core/package-root.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { kubectl, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import { logIn } from "../images/log-in.ts";

/** Where the toolbox has what seed 002 has in /tmp. */
const folder = "/root/cartographer";
const files = {
  tar: `${folder}/bundle.tar`,
  ca: `${folder}/harbor-ca.pem`,
  lock: `${folder}/cartographer-bundle.lock.yaml`,
  bundle: `${folder}/cartographer`,
  overlay: `${folder}/cartographer-pull-secret.yaml`,
  kubeconfig: `${folder}/kubeconfig`,
} as const;

/** Where Carvel's tools look for credentials, as Docker's do. */
const authFile = "/root/.docker/config.json";

/** What kapp calls it (seed 002). */
const app = "cartographer";

/** A cluster that programs of the toolbox can reach. */
interface Reachable {
  readonly toolbox: Toolbox;
  readonly cluster: { readonly name: string; readonly kubeconfig: string };
}

export interface RelocateCartographerInput {
  readonly toolbox: Toolbox;
  readonly harbor: HarborEndpoint;
  /** The folder of the bundle from the catalogue. */
  readonly bundle: string;
  /** `demo/cartographer-bundle`. */
  readonly repository: string;
  /** imgpkg is told of no CA unless there is one. */
  readonly caPem?: string | undefined;
}

/**
 * `imgpkg copy --tar ... --lock-output`, then `imgpkg pull --lock` (seed 002): the bundle goes into the registry, and its
 * manifests come back with the images named there. Stops at the first that fails.
 */
export async function relocateCartographer(input: RelocateCartographerInput): Promise<Attempt> {
  const { toolbox, harbor, bundle, repository, caPem } = input;
  const trust = caPem === undefined ? [] : ["--registry-ca-cert-path", files.ca];
  // First, for its folder: docker cp makes none.
  await toolbox.writeFile(files.ca, caPem ?? "");
  await Promise.all([
    toolbox.copyIn(join(bundle, "bundle.tar"), files.tar),
    logIn(toolbox, harbor, authFile),
  ]);
  const to = ["--to-repo", `${harbor.host}/${repository}`, "--lock-output", files.lock];
  const copy = ["imgpkg", "copy", "--tar", files.tar, ...to, ...trust];
  // Without a terminal imgpkg keeps its words to itself.
  const copied = attemptOf(copy.join(" "), await toolbox.run([...copy, "--tty"]));
  if (!copied.succeeded) return copied;
  const pull = ["imgpkg", "pull", "--lock", files.lock, "--output", files.bundle, ...trust];
  const pulled = attemptOf(pull.join(" "), await toolbox.run([...pull, "--tty"]));
  return { ...pulled, text: `${copied.text}\n${pulled.text}` };
}

/**
 * `kbld -f DIR | kapp deploy -a cartographer -c -f - -y` (seed 002), with the one overlay by which Cartographer's service
 * account opens a private project. Carried out again it changes nothing.
 */
export async function deployCartographer({ toolbox, cluster }: Reachable): Promise<Attempt> {
  const overlay = join(packageRoot, "fixtures/manifests/source-to-url/cartographer-pull-secret.yaml");
  await giveKubeconfig({ toolbox, cluster });
  await toolbox.copyIn(overlay, files.overlay);
  const script = [
    "set -o pipefail",
    'kbld -f "$1" | ytt --ignore-unknown-comments -f - -f "$2" | kapp deploy --kubeconfig "$3" -a "$4" -c -f - -y',
  ].join("\n");
  const { bundle, overlay: inBox, kubeconfig } = files;
  const said = await toolbox.run(["bash", "-c", script, "bash", bundle, inBox, kubeconfig, app]);
  return attemptOf(`kbld -f ${bundle} | ytt -f - -f ${inBox} | kapp deploy -a ${app} -c -f - -y`, said);
}

/** `kapp inspect -a cartographer -t` (seed 002). */
export async function inspectCartographer(input: Reachable): Promise<Attempt> {
  return kapp(input, ["inspect", "-a", app, "-t"]);
}

/** `kapp delete -a cartographer -y`. */
export async function deleteCartographer(input: Reachable): Promise<Attempt> {
  return kapp(input, ["delete", "-a", app, "-y"]);
}

/** `kapp ls`: what kapp knows of, and that is all it knows. */
export async function listKappApps(input: Reachable): Promise<Attempt> {
  return kapp(input, ["ls"]);
}

/** `kubectl delete namespace cartographer-system`: seed 002 makes it by hand, and kapp does not know of it. */
export async function deleteCartographerNamespace(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
}): Promise<Attempt> {
  const args = ["delete", "namespace", namespaces.cartographer];
  return attemptOf(`kubectl ${args.join(" ")}`, await kubectl(args, input.cluster.kubectl));
}

async function kapp(input: Reachable, args: readonly string[]): Promise<Attempt> {
  await giveKubeconfig(input);
  // Without a terminal kapp leaves the heads of its tables away.
  const flags = ["--kubeconfig", files.kubeconfig, "--tty", "--color=false"];
  const said = await input.toolbox.run(["kapp", ...args, ...flags]);
  return attemptOf(["kapp", ...args].join(" "), said);
}

async function giveKubeconfig({ toolbox, cluster }: Reachable): Promise<void> {
  await toolbox.writeFile(files.kubeconfig, await labKubeconfig(cluster));
}
