import type { Attempt } from "../../core/attempt.ts";
import { HarnessError } from "../../core/errors.ts";
import { minuteOf, type NodeExpiry } from "./check-rotation.ts";
import { addressesOf } from "./node-expiry.ts";
import type { SupervisorShell } from "./supervisor-shell.ts";

/**
 * Succeeds when the API server of every control-plane node serves with the certificate that lies there: what kubeadm says
 * is of files, and a program may have read another one at its start.
 */
export async function checkServed(input: {
  readonly shell: SupervisorShell;
  readonly controlPlane: readonly NodeExpiry[];
}): Promise<Attempt> {
  const { shell, controlPlane } = input;
  const addresses = await addressesOf(shell, "control plane");
  const served = await Promise.all(addresses.map((address) => servedUntil(shell, address)));
  const lying = controlPlane.map(({ expiry }) =>
    expiry.certificates
      .filter(({ name }) => name === "apiserver")
      .map(({ expires }) => minuteOf(expires))
      .join(),
  );
  // Nodes are in the same order both times: kubectl sorts them by name.
  const lines = addresses.map((address, index) => {
    const [is = "none", file = "none"] = [served[index], lying[index]];
    return is === file
      ? `${address}: apiserver is served until ${is}`
      : `${address}: apiserver: expected to be served until ${file}; actual ${is}`;
  });
  return {
    command: serve("<node>"),
    succeeded: served.length === lying.length && served.every((is, index) => is === lying[index]),
    text: lines.join("\n"),
  };
}

const serve = (address: string) =>
  `openssl s_client -connect ${address}:6443 </dev/null 2>/dev/null | openssl x509 -noout -enddate`;

async function servedUntil(shell: SupervisorShell, address: string): Promise<string> {
  const said = await shell.type(`Asking the API server of ${address} for its certificate`, serve(address));
  const [, date] = /^notAfter=(.+)$/m.exec(said) ?? [];
  const instant = new Date(date ?? "");
  if (!Number.isNaN(instant.getTime())) return minuteOf(instant);
  throw new HarnessError({
    code: "tool-failed",
    message: `Reading until when the API server of ${address} serves: openssl said no date: ${said}`,
  });
}
