import { budgets } from "../../core/budgets.ts";
import { notYet, ready, type Sight, waitFor } from "../../core/wait-for.ts";
import { addressesOf } from "./node-expiry.ts";
import type { SupervisorShell } from "./supervisor-shell.ts";

const components = "^(etcd|kube-apiserver|kube-controller-manager|kube-scheduler)$";

/** The kubelet starts what was stopped again; how long what is stopped may take to end well, in seconds. */
const restart = `sudo crictl stop --timeout 5 $(sudo crictl ps --quiet --name '${components}')`;

/** What an API server says without being told who asks. */
const isReady = "curl --silent --insecure --max-time 2 https://127.0.0.1:6443/readyz || true";

/** The cluster's kubectl, which soon gives up what does not answer. */
const kubectl = "kubectl --kubeconfig $CLUSTER_NAME-kubeconfig --request-timeout 2s";

/** The control plane's Pods as the API server knows them: name, ready or not, how often their container was started anew. */
const pods = `${kubectl} -n kube-system get pods -l tier=control-plane -o jsonpath='{range .items[*]}{.metadata.name} {.status.containerStatuses[0].ready} {.status.containerStatuses[0].restartCount}{"\\n"}{end}'`;

/**
 * Starts the control plane of every node anew, so that it serves and is served with the certificates that lie there: one
 * node after the other, each when the one before is ready, so that etcd keeps its majority where it has one to keep. It is
 * over when the API server knows all of it to be ready again: before that Cluster API puts a rollout off, for 15 s.
 */
export async function restartControlPlane(shell: SupervisorShell): Promise<void> {
  const before = startsOf(await shell.type("Listing the control plane's Pods", pods));
  for (const address of await addressesOf(shell, "control plane")) {
    await shell.onNode(address, "Starting the control plane anew", restart);
    await waitFor({
      what: `the control plane on ${address} to be ready again`,
      look: async () => answerOf(await shell.onNode(address, "Asking the API server", isReady)),
      budget: budgets.nodeReady,
      hint: "on the node: sudo crictl ps --all",
    });
  }
  await waitFor({
    what: `the control plane's Pods of cluster ${shell.cluster.name} to be ready again`,
    // The load balancer takes a moment to notice.
    look: async () => {
      const { exitCode, stdout, stderr } = await shell.try(pods);
      return exitCode === 0 ? startedAnew(before, startsOf(stdout)) : notYet(stderr.trim());
    },
    budget: budgets.nodeReady,
  });
}

interface Starts {
  readonly isReady: boolean;
  readonly restarts: number;
}

function startsOf(listed: string): ReadonlyMap<string, Starts> {
  const rows = listed.trim().split("\n");
  return new Map(
    rows.map((row) => {
      const [name = "", isReady, restarts] = row.split(" ");
      return [name, { isReady: isReady === "true", restarts: Number(restarts) }];
    }),
  );
}

/** What a Pod said before its kubelet has seen the restart does not count. */
function startedAnew(
  before: ReadonlyMap<string, Starts>,
  now: ReadonlyMap<string, Starts>,
): Sight<undefined> {
  const late = [...before].filter(([name, { restarts }]) => {
    const pod = now.get(name);
    return pod === undefined || !pod.isReady || pod.restarts <= restarts;
  });
  return late.length === 0 ? ready(undefined) : notYet(late.map(([name]) => name).join(", "));
}

function answerOf(text: string) {
  return text.trim() === "ok" ? ready(undefined) : notYet(text.trim() || "no answer");
}
