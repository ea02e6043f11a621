import {
  kappControllerBundle as bundle,
  kappControllerNamespace as namespace,
} from "../../cluster/packages/kapp-controller-names.ts";
import type { Attempt } from "../../core/attempt.ts";
import { type Budget, budgets } from "../../core/budgets.ts";
import { timed } from "../../core/clock.ts";
import { attemptInTime } from "../../core/in-time.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import { type CommandResult, lastLine } from "../../tools/exec.ts";
import { kubectl, kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/** Where there is a sidecar, what fetches runs in it; no CA ever comes to the trust store of the other container. */
const sidecar = "kapp-controller-sidecarexec";

export interface TrustInBundleInput {
  readonly cluster: { readonly kubectl: KubectlOptions };
  /** CAs that have to be there, PEM. */
  readonly holds?: readonly string[];
  /** CAs that must not be there, PEM. */
  readonly lacks?: readonly string[];
  /** trustTaken unless told. */
  readonly budget?: Budget;
}

/**
 * Waits until the trust store of the running kapp-controller holds these CAs and lacks those, and says how long that
 * took. It is written when kapp-controller has taken its configuration over, by itself or by a restart.
 */
export async function trustInBundle(input: TrustInBundleInput): Promise<Attempt> {
  const { cluster, budget = budgets.trustTaken } = input;
  const { container, args } = await reading(cluster.kubectl);
  const command = `kubectl ${args.join(" ")}`;
  const taken = timed(() =>
    waitFor({
      what: "the CAs in the trust store of kapp-controller",
      look: async () => {
        const problem = problemOf(await kubectl(args, cluster.kubectl), input);
        return problem === undefined ? ready(undefined) : notYet(problem);
      },
      budget,
      signal: cluster.kubectl.signal,
      hint: `kubectl logs --namespace ${namespace} deploy/kapp-controller --all-containers`,
    }),
  );
  return attemptInTime(
    command,
    taken.then(({ ms }) => `after ${(ms / 1000).toFixed(1)} s, in ${container}`),
  );
}

/** The same without waiting: what the trust store is like now. */
export async function readTrustInBundle(input: TrustInBundleInput): Promise<Attempt> {
  const { container, args } = await reading(input.cluster.kubectl);
  const problem = problemOf(await kubectl(args, input.cluster.kubectl), input);
  return {
    command: `kubectl ${args.join(" ")}`,
    succeeded: problem === undefined,
    text: problem ?? `${container} is as it should be`,
  };
}

/** How the trust store that counts is read. */
async function reading(options: KubectlOptions) {
  const names = ["--output", "jsonpath={.spec.template.spec.containers[*].name}"];
  const deployment = ["get", "deployment", "kapp-controller", "--namespace", namespace];
  const found = await kubectlOk("Looking at kapp-controller", [...deployment, ...names], options);
  const container = found.split(" ").includes(sidecar) ? sidecar : "kapp-controller";
  const target = ["--namespace", namespace, "deploy/kapp-controller", "--container", container];
  return { container, args: ["exec", ...target, "--", "cat", bundle] };
}

/** What is wrong with the trust store that was read; undefined when nothing is. */
function problemOf(read: CommandResult, { holds = [], lacks = [] }: TrustInBundleInput): string | undefined {
  if (read.exitCode !== 0) return `it cannot be read: ${lastLine(read)}`;
  const body = bodyOf(read.stdout);
  const missing = holds.filter((pem) => !body.includes(bodyOf(pem))).length;
  const stale = lacks.filter((pem) => body.includes(bodyOf(pem))).length;
  if (missing === 0 && stale === 0) return undefined;
  return [
    ...(missing === 0 ? [] : [`${missing} of ${holds.length} CAs are not in ${bundle}`]),
    ...(stale === 0 ? [] : [`${stale} of ${lacks.length} CAs are still in ${bundle}`]),
  ].join("; ");
}

/** Without line ends: how a PEM is wrapped is nobody's business here. */
function bodyOf(pem: string): string {
  return pem.replaceAll(/\s/g, "");
}
