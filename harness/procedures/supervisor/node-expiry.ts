import type { Attempt } from "../../core/attempt.ts";
import { HarnessError } from "../../core/errors.ts";
import { readCertificateExpiry } from "./certificate-expiry.ts";
import type { NodeExpiry } from "./check-rotation.ts";
import { readRotateCertificates } from "./read-rotate-certificates.ts";
import type { SupervisorShell } from "./supervisor-shell.ts";

/** How seed 001 selects the nodes of a part. */
const selectors = {
  "control plane": "node-role.kubernetes.io/master=",
  workers: "node-role.kubernetes.io/master!=",
} as const;

/**
 * The internal addresses of the nodes of a part, by the seed's command line.
 * @throws HarnessError `check` when there is none
 */
export async function addressesOf(
  shell: SupervisorShell,
  part: keyof typeof selectors,
): Promise<readonly string[]> {
  const selector = selectors[part];
  const path = `{.items[*].status.addresses[?(@.type=="InternalIP")].address}`;
  const said = await shell.type(
    `Listing the nodes of the ${part}`,
    `export KUBECONFIG=$CLUSTER_NAME-kubeconfig; kubectl get nodes -o jsonpath='${path}' -l '${selector}'`,
  );
  const addresses = said.split(/\s+/).filter((one) => one !== "");
  if (addresses.length > 0) return addresses;
  throw new HarnessError({
    code: "check",
    message: `Listing the nodes of the ${part}: none has the label that -l ${selector} asks for`,
    hint: "kubectl get nodes --show-labels",
  });
}

/** When the certificates of each control-plane node expire, as kubeadm says it there over SSH. */
export async function readNodeExpiry(shell: SupervisorShell): Promise<readonly NodeExpiry[]> {
  const line = "hostname; sudo kubeadm certs check-expiration";
  const addresses = await addressesOf(shell, "control plane");
  return Promise.all(
    addresses.map(async (address) => {
      const text = await shell.onNode(address, "Checking when certificates expire", line);
      const [node = ""] = text.split("\n");
      return { node, expiry: readCertificateExpiry(text) };
    }),
  );
}

/** Succeeds when the kubelet of every worker renews its own certificate: then nothing has to be done for it. */
export async function checkKubeletsRotate(shell: SupervisorShell): Promise<Attempt> {
  // grep's exit code says only whether it found something.
  const grep = "sudo grep rotate /var/lib/kubelet/config.yaml";
  const addresses = await addressesOf(shell, "workers");
  const nodes = await Promise.all(
    addresses.map(async (address) => {
      const doing = "Reading the kubelet's configuration";
      const text = await shell.onNode(address, doing, `hostname; ${grep} || [ $? -eq 1 ]`);
      const [node = ""] = text.split("\n");
      return { node, rotates: readRotateCertificates(text) };
    }),
  );
  return {
    command: grep,
    succeeded: nodes.every(({ rotates }) => rotates),
    text: nodes
      .map(({ node, rotates }) =>
        rotates
          ? `${node}: rotateCertificates: true`
          : `${node}: rotateCertificates: expected true; actual false`,
      )
      .join("\n"),
  };
}
