import type { ClusterNode, Jumpbox } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import { attemptOf } from "../../tools/attempt-of.ts";

export interface RegistryConfigurationInput {
  readonly jumpbox: Jumpbox;
  readonly node: ClusterNode;
}

const config = "/etc/containerd/config.toml";
const hosts = "/etc/containerd/certs.d";
const cri = `plugins."io.containerd.grpc.v1.cri".registry`;

/** What is appended to config.toml, so that it can be taken away again. */
const legacyMark = "# tkglab: a mirror in the old way";

/**
 * Has containerd look into certs.d, and gives it a registry's CA there: for that host only. containerd is restarted, once,
 * for the folder; what lies in it is read at each pull.
 */
export async function bindCaToHost(
  input: RegistryConfigurationInput & { readonly host: string; readonly caUrl: string },
): Promise<void> {
  const { jumpbox, node, host, caUrl } = input;
  const folder = `${hosts}/${host}`;
  const toml = [`server = "https://${host}"`, `[host."https://${host}"]`, `  ca = "${folder}/ca.crt"`];
  const lines = [
    `sudo mkdir -p ${folder}`,
    // -k: nobody trusts Harbor yet, and its CA is no secret. --fail: an error page is no certificate.
    `curl --fail --silent --show-error -k ${caUrl} | sudo tee ${folder}/ca.crt >/dev/null`,
    `${printed(toml)} | sudo tee ${folder}/hosts.toml >/dev/null`,
    `${printed([`[${cri}]`, `  config_path = "${hosts}"`])} | sudo tee -a ${config} >/dev/null`,
    "sudo systemctl restart containerd",
  ];
  await jumpbox.onNode(node, `Binding the CA to ${host}`, lines.join(" && "));
}

/** Puts a mirror into config.toml as containerd before 1.5 had it, which does not go with certs.d. */
export async function addLegacyMirror(
  input: RegistryConfigurationInput & { readonly host: string },
): Promise<void> {
  const { jumpbox, node, host } = input;
  const toml = [`[${cri}.mirrors."${host}"] ${legacyMark}`, `  endpoint = ["https://${host}"] ${legacyMark}`];
  const line = `${printed(toml)} | sudo tee -a ${config} >/dev/null && sudo systemctl restart containerd`;
  await jumpbox.onNode(node, "Adding a mirror", line);
}

/** Takes that mirror away. */
export async function removeLegacyMirror({ jumpbox, node }: RegistryConfigurationInput): Promise<void> {
  const line = `sudo sed -i '/${legacyMark}/d' ${config} && sudo systemctl restart containerd`;
  await jumpbox.onNode(node, "Removing the mirror", line);
}

/** Succeeds when containerd serves the kubelet; else with what it said at its start. */
export async function checkCri({ jumpbox, node }: RegistryConfigurationInput): Promise<Attempt> {
  const said =
    "sudo journalctl --unit containerd --output cat --no-pager | grep 'failed to load plugin' | tail -n 1";
  const line = `sudo crictl info >/dev/null 2>&1 && echo serves || { ${said}; exit 1; }`;
  return attemptOf(line, await jumpbox.tryOnNode(node, line));
}

function printed(lines: readonly string[]): string {
  return `printf '%s\\n' ${lines.map((line) => `'${line}'`).join(" ")}`;
}
