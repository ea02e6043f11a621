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
