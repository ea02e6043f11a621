import { chmod, copyFile, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../core/package-root.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { HarnessError } from "../../core/errors.ts";
import { createRootCa, createSshKeyPair } from "../../pki/index.ts";
import { docker } from "../../tools/docker/docker.ts";
import type { CommandResult } from "../../tools/exec.ts";

export const url = "https://10.213.208.67/api/systeminfo/getcert";
/** A password that has to be quoted, whoever it is handed to. */
export const password = 'P@ss"w\\ord $HOME';
const user = "administrator@vsphere.local";
const fixture = (path: string) => join(packageRoot, "fixtures", path);

/** The image of the jumpbox: the script runs in it, with the programs that it has there apart from those that are pretended. */
function jumpboxImage(): string {
  const image = process.env.TKGLAB_TOOLBOX_IMAGE;
  if (image !== undefined) return image;
  const message = "Running register-registry.sh: TKGLAB_TOOLBOX_IMAGE names no image";
  throw new HarnessError({ code: "usage", message, hint: "tkglab images env" });
}

/** What curl asks of Supervisor, cluster and registry. Everything that it is told comes by a pipe, or is no secret. */
const curl = `config=$(cat)
answer() { printf '%s' "$2" >"$output"; printf '%s' "$1"; exit 0; }
while [ $# -gt 1 ]; do [ "$1" = --output ] && output=$2; shift; done
token() { case $config in *"header = \\"Authorization: Bearer $1\\""*) ;; *) answer 401 '{"message":"Unauthorized"}' ;; esac; }
case $1 in
  --version) echo 'curl 7.88.1'; exit 0 ;;
  https://10.0.0.1:6443/readyz) answer 200 ok ;;
  https://10.0.0.1/wcp/login)
    case $config in *"user = $(cat "$FIELD/user")"*) ;; *) answer 401 '' ;; esac
    case $config in
      *guest_cluster_name*tkc-cluster-1*guest_cluster_namespace*ns1*) answer 200 "$(cat "$FIELD/tkc-login")" ;;
      *guest_cluster*) answer 404 'no such cluster' ;;
      *) answer 200 '{"session_id":"sv-token"}' ;;
    esac ;;
  https://10.0.0.1:6443/api) token sv-token; answer 200 '{}' ;;
  https://10.0.0.1:6443/api/v1/namespaces/ns1/secrets/tkc-cluster-1-ssh)
    token sv-token; answer 200 "{\\"data\\":{\\"ssh-privatekey\\":\\"$(base64 -w 0 "$FIELD/key")\\"}}" ;;
  https://10.0.0.2:6443/api) token tkc-token; answer 200 '{}' ;;
  https://10.0.0.2:6443/api/v1/nodes) token tkc-token; answer 200 "$(cat "$FIELD/nodes.json")" ;;
  https://*/getcert) answer 200 "$(cat "$FIELD/certificate")" ;;
  *) echo "curl: (7) Failed to connect to $1" >&2; exit 7 ;;
esac`;

/** Carries a command out in the folder of a node, with that node's paths. */
const ssh = `[ "$1" != -V ] || { echo OpenSSH_9.2p1 >&2; exit 0; }
stat -c '%a' "$2" "$(dirname "$2")" >"$FIELD/key-modes"
cmp -s "$2" "$FIELD/key" || { echo 'Permission denied (publickey)' >&2; exit 255; }
while [ $# -gt 2 ]; do shift; done
export FAKE_NODE=\${1#vmware-system-user@}
node=$FIELD/nodes/$FAKE_NODE
[ ! -e "$node/interrupts" ] || kill -INT 0
[ ! -e "$node/down" ] || { printf 'ssh: connect to host %s port 22: Connection timed out\\r\\n' "$FAKE_NODE" >&2; exit 255; }
exec sh -c "$(printf '%s' "$2" | sed "s#/etc/ssl/certs#$node&#g; s#/usr/bin/rehash#$node&#g; s#/var/lib#$node&#g")"`;

const programs = {
  curl,
  ssh,
  sudo: 'exec "$@"',
  systemctl: 'echo "$FAKE_NODE $*" >>"$FIELD/events"',
};

/**
 * Root, as in a jumpbox; what comes of it belongs to whoever runs the tests. The script has a process group of its own:
 * Ctrl-C reaches a whole group.
 */
const asRoot = `setsid --fork --wait bash "$0" "$@"; code=$?; chown -R ${process.getuid?.() ?? 0} "$FIELD"; exit $code`;

/** The Supervisor, a cluster of these nodes, a registry, and the machine on which register-registry.sh runs. */
export async function fakeField(...nodes: readonly string[]) {
  const folder = await temporaryFolder();
  const at = (...path: readonly string[]) => join(folder.path, ...path);
  const write = (path: string, text: string) => writeFile(at(path), text);
  await Promise.all(["bin", "tmp", "nodes"].map((name) => mkdir(at(name))));
  for (const [name, text] of Object.entries(programs)) {
    await write(`bin/${name}`, `#!/bin/bash\nprintf '%s\\n' "${name} $*" >>"$FIELD/argv"\n${text}\n`);
    await chmod(at("bin", name), 0o755);
  }
  await copyFile(fixture("supervisor/register-registry.sh"), at("register-registry.sh"));
  const rehash = await readFile(
    fixture("images/node-photon/files/usr/bin/rehash_ca_certificates.sh"),
    "utf8",
  );
  for (const node of nodes) {
    const root = `nodes/${node}`;
    await mkdir(at(root, "etc/ssl/certs"), { recursive: true });
    await mkdir(at(root, "usr/bin"), { recursive: true });
    const own = rehash.replace("set -eu", `set -eu\necho ${node} rehash >>"$FIELD/events"`);
    const program = at(root, "usr/bin/rehash_ca_certificates.sh");
    await writeFile(program, own.replaceAll("/etc/ssl/certs", at(root, "etc/ssl/certs")), { mode: 0o755 });
  }
  const { certificatePem } = await createRootCa();
  const quotedUser = `"${`${user}:${password}`.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  const addresses = nodes.map((address) => ({
    status: {
      addresses: [
        { type: "Hostname", address: "x" },
        { type: "InternalIP", address },
      ],
    },
  }));
  await write("user", quotedUser);
  await write("events", "");
  await write("certificate", certificatePem);
  await write("nodes.json", JSON.stringify({ items: addresses }));
  const login = { guest_cluster_server: "10.0.0.2", guest_cluster_ca: btoa(certificatePem) };
  await write("tkc-login", JSON.stringify({ session_id: "tkc-token", ...login }));
  await write("key", (await createSshKeyPair({ comment: "ns1/tkc-cluster-1" })).privateKeyPem.reveal());

  const settings = { SV_IP: "10.0.0.1", VC_IP: "vc", VC_ADMIN_USER: user, VC_ADMIN_PASSWORD: password };
  const script = [at("register-registry.sh"), "tkc-cluster-1", "ns1"];
  const run = (
    env: Readonly<Record<string, string | undefined>> = {},
    getcert = url,
  ): Promise<CommandResult> => {
    const told: Readonly<Record<string, string | undefined>> = {
      ...settings,
      PATH: `${at("bin")}:/usr/bin:/bin`,
      FIELD: folder.path,
      TMPDIR: at("tmp"),
      ...env,
    };
    const variables = Object.entries(told).flatMap(([name, value]) =>
      value === undefined ? [] : ["--env", `${name}=${value}`],
    );
    return docker([
      ...["run", "--rm", "--network", "none", "--volume", `${folder.path}:${folder.path}`, ...variables],
      ...[jumpboxImage(), "sh", "-c", asRoot, ...script, getcert],
    ]);
  };
  return {
    ...{ run, write, certificatePem },
    read: (path: string) => readFile(at(path), "utf8"),
    mode: async (path: string) => (await stat(at(path))).mode & 0o777,
    restrict: (path: string, mode: number) => chmod(at(path), mode),
    /** What was done on the nodes, in its order. */
    events: async () => (await readFile(at("events"), "utf8")).split("\n").slice(0, -1),
    /** What the script has left of its temporary files. */
    left: () => readdir(at("tmp")),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}
