import type { ClusterNode, Jumpbox } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import { attemptOf } from "../../tools/attempt-of.ts";

export interface RegistryConfigurationInput {
  readonly jumpbox: Jumpbox;
  readonly node: ClusterNode;
}

const config = "/etc/containerd/config.toml";
const hosts = "/etc/containerd/certs.d";

/** The table in config.toml that speaks of registries; in a file of version 3, which containerd 2 has, it is another one. */
const registryTable = {
  2: 'plugins."io.containerd.grpc.v1.cri".registry',
  3: 'plugins."io.containerd.cri.v1.images".registry',
} as const;

/** What is appended to config.toml, so that it can be taken away again. */
const legacyMark = "# tkglab: in the old way";

/**
 * Has containerd look into certs.d, and gives it a registry's CA there: for that host only. containerd is restarted, once,
 * for the folder; what lies in it is read at each pull.
 */
export async function bindCaToHost(
  input: RegistryConfigurationInput & { readonly host: string; readonly caUrl: string },
): Promise<void> {
  const { jumpbox, node, host, caUrl } = input;
  const registry = await registryTableOf(input);
  const folder = `${hosts}/${host}`;
  const toml = [`server = "https://${host}"`, `[host."https://${host}"]`, `  ca = "${folder}/ca.crt"`];
  const lines = [
    `sudo mkdir -p ${folder}`,
    // -k: nobody trusts Harbor yet, and its CA is no secret. --fail: an error page is no certificate.
    `curl --fail --silent --show-error -k ${caUrl} | sudo tee ${folder}/ca.crt >/dev/null`,
    `${printed(toml)} | sudo tee ${folder}/hosts.toml >/dev/null`,
    `${printed([`[${registry}]`, `  config_path = "${hosts}"`])} | sudo tee -a ${config} >/dev/null`,
    "sudo systemctl restart containerd",
  ];
  await jumpbox.onNode(node, `Binding the CA to ${host}`, lines.join(" && "));
}

/** Puts a mirror into config.toml as containerd before 1.5 had it, which does not go with certs.d. */
export async function addLegacyMirror(
  input: RegistryConfigurationInput & { readonly host: string },
): Promise<void> {
  const { jumpbox, node, host } = input;
  const toml = [`[${await registryTableOf(input)}.mirrors."${host}"]`, `  endpoint = ["https://${host}"]`];
  await jumpbox.onNode(node, "Adding a mirror", addedToConfig(toml));
}

/** Names a registry's CA in config.toml as containerd had it before certs.d. */
export async function nameCaInConfig(
  input: RegistryConfigurationInput & { readonly host: string; readonly caUrl: string },
): Promise<void> {
  const { jumpbox, node, host, caUrl } = input;
  const file = `/etc/containerd/${host}.crt`;
  const toml = [`[${await registryTableOf(input)}.configs."${host}".tls]`, `  ca_file = "${file}"`];
  // -k: nobody trusts Harbor yet, and its CA is no secret. --fail: an error page is no certificate.
  const fetch = `curl --fail --silent --show-error -k ${caUrl} | sudo tee ${file} >/dev/null`;
  await jumpbox.onNode(node, `Naming the CA of ${host}`, `${fetch} && ${addedToConfig(toml)}`);
}

/** Takes away what was put into config.toml in the old way. */
export async function removeLegacyRegistry({ jumpbox, node }: RegistryConfigurationInput): Promise<void> {
  const line = `sudo sed -i '/${legacyMark}/d' ${config} && sudo systemctl restart containerd`;
  await jumpbox.onNode(node, "Removing what is in the old way", line);
}

/** Succeeds when containerd serves the kubelet; else with what it said at its start. */
export async function checkCri({ jumpbox, node }: RegistryConfigurationInput): Promise<Attempt> {
  const said =
    "sudo journalctl --unit containerd --output cat --no-pager | grep 'failed to load plugin' | tail -n 1";
  const line = `sudo crictl info >/dev/null 2>&1 && echo serves || { ${said}; exit 1; }`;
  return attemptOf(line, await jumpbox.tryOnNode(node, line));
}

/** Succeeds when containerd knows all that its configuration says of registries; else with what it said at its start. */
export async function checkRegistryKeys({ jumpbox, node }: RegistryConfigurationInput): Promise<Attempt> {
  const start = '_SYSTEMD_INVOCATION_ID="$(systemctl show containerd --property InvocationID --value)"';
  const said = `sudo journalctl ${start} --output cat --no-pager | grep 'Ignoring unknown key.*registry' | tail -n 1`;
  const line = `said=$(${said}); [ -z "$said" ] && echo knows || { echo "$said"; exit 1; }`;
  return attemptOf(line, await jumpbox.tryOnNode(node, line));
}

/** The table that containerd reads, by the version of the file: in one of version 3 it passes over the other. */
async function registryTableOf({ jumpbox, node }: RegistryConfigurationInput): Promise<string> {
  const line = `sudo sed -n 's/^version *= *//p' ${config}`;
  const version = (await jumpbox.onNode(node, "Reading which form config.toml has", line)).trim();
  return registryTable[version === "3" ? 3 : 2];
}

/** The command that appends lines in the old way, and restarts containerd. */
function addedToConfig(lines: readonly string[]): string {
  const marked = printed(lines.map((line) => `${line} ${legacyMark}`));
  return `${marked} | sudo tee -a ${config} >/dev/null && sudo systemctl restart containerd`;
}

function printed(lines: readonly string[]): string {
  return `printf '%s\\n' ${lines.map((line) => `'${line}'`).join(" ")}`;
}
