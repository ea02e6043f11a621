import { budgets } from "../../core/budgets.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import { addressesOf } from "./node-expiry.ts";
import type { SupervisorShell } from "./supervisor-shell.ts";

export interface IssueCertificatesInput {
  readonly shell: SupervisorShell;
  /** A certificate as `kubeadm certs renew` names it, or all of them. */
  readonly which: string;
  /** As Go writes a duration; with a minus the certificate has expired when it is issued. kubeadm's own unless told. */
  readonly validity?: string;
}

/** The cluster's own configuration of kubeadm, but for how long certificates hold. */
const otherValidity = (validity: string) =>
  [
    "sudo kubectl --kubeconfig /etc/kubernetes/admin.conf -n kube-system get configmap kubeadm-config -o jsonpath='{.data.ClusterConfiguration}'",
    `sed 's/^certificateValidityPeriod: .*/certificateValidityPeriod: ${validity}/' > kubeadm.yaml`,
  ].join(" | ");

/**
 * Has kubeadm issue certificates anew on every control-plane node, by the cluster's own CAs and with the names that they
 * had. What runs goes on with the old ones where it read them at its start; see restartControlPlane().
 */
export async function issueCertificates(input: IssueCertificatesInput): Promise<void> {
  const { shell, which, validity } = input;
  const renew = `sudo kubeadm certs renew ${which}`;
  const line =
    validity === undefined ? renew : `${otherValidity(validity)} && ${renew} --config kubeadm.yaml`;
  const addresses = await addressesOf(shell, "control plane");
  await Promise.all(addresses.map((address) => shell.onNode(address, `Issuing ${which} anew`, line)));
}

const components = "^(etcd|kube-apiserver|kube-controller-manager|kube-scheduler)$";

/** The kubelet starts what was stopped again; how long what is stopped may take to end well, in seconds. */
const restart = `sudo crictl stop --timeout 5 $(sudo crictl ps --quiet --name '${components}')`;

/** What an API server says without being told who asks. */
const isReady = "curl --silent --insecure --max-time 2 https://127.0.0.1:6443/readyz || true";

/**
 * Starts the control plane of every node anew, so that it serves and is served with the certificates that lie there: one
 * node after the other, each when the one before is ready, so that etcd keeps its majority where it has one to keep.
 */
export async function restartControlPlane(shell: SupervisorShell): Promise<void> {
  for (const address of await addressesOf(shell, "control plane")) {
    await shell.onNode(address, "Starting the control plane anew", restart);
    await waitFor({
      what: `the control plane on ${address} to be ready again`,
      look: async () => answerOf(await shell.onNode(address, "Asking the API server", isReady)),
      budget: budgets.nodeReady,
      hint: "on the node: sudo crictl ps --all",
    });
  }
  // The load balancer takes a moment to notice.
  await waitFor({
    what: `the API of cluster ${shell.cluster.name} to answer again`,
    look: async () => {
      const line = "kubectl --kubeconfig $CLUSTER_NAME-kubeconfig --request-timeout 2s get --raw /readyz";
      const { stdout, stderr } = await shell.try(line);
      return answerOf(`${stdout}${stderr}`);
    },
    budget: budgets.nodeReady,
  });
}

function answerOf(text: string) {
  return text.trim() === "ok" ? ready(undefined) : notYet(text.trim() || "no answer");
}
