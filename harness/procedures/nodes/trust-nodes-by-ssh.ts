import type { ClusterNode, Jumpbox, NodeSystem } from "../../cluster/index.ts";
import { describeError, HarnessError } from "../../core/errors.ts";

/** The steps that an operator carries out on a node (seed 003), in their order. */
export const trustSteps = ["fetch", "install", "rehash", "restart"] as const;
export type TrustStep = (typeof trustSteps)[number];

export interface TrustNodesBySshInput {
  /** The jumpbox; it holds the key of these nodes. */
  readonly jumpbox: Jumpbox;
  readonly nodes: readonly ClusterNode[];
  /** Where Harbor hands out its CA: `https://<host>/api/v2.0/systeminfo/getcert`. */
  readonly caUrl: string;
  /** Steps that the operator forgets, for scenarios that show what then happens. */
  readonly forget?: readonly TrustStep[];
}

/** What was done on one node: each command line with what it printed. */
export interface NodeTrusted {
  readonly node: string;
  readonly transcript: readonly { readonly command: string; readonly output: string }[];
}

/**
 * Registers Harbor's CA on every node over SSH, by hand as in seed 003. Carried out again it changes nothing and
 * restarts containerd once more.
 * @throws HarnessError naming the nodes that failed and why; the others are completed first.
 */
export async function trustNodesBySsh(input: TrustNodesBySshInput): Promise<readonly NodeTrusted[]> {
  const results = await Promise.allSettled(input.nodes.map((node) => trustNode(input, node)));
  const failures = results.flatMap((result, index) =>
    result.status === "rejected"
      ? [{ node: input.nodes[index]?.name ?? "", reason: result.reason as unknown }]
      : [],
  );
  if (failures.length === 0) {
    return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  }
  const done = results.length - failures.length;
  throw new HarnessError({
    code: codeOf(failures[0]?.reason),
    message: [
      `Registering the CA on ${results.length} nodes: ${failures.length} failed, ${done} completed`,
      ...failures.map(({ node, reason }) => `${node}: ${describeError(reason)}`),
    ].join("\n"),
    hint: "repair the named nodes and run the procedure again: it does no harm to the others",
    cause: failures[0]?.reason,
  });
}

async function trustNode(
  { jumpbox, caUrl, forget = [] }: TrustNodesBySshInput,
  node: ClusterNode,
): Promise<NodeTrusted> {
  const transcript: { command: string; output: string }[] = [];
  const commands = trustCommands(node.os, caUrl);
  for (const step of trustSteps.filter((name) => !forget.includes(name))) {
    const command = commands[step];
    const output = await jumpbox.onNode(node, `Registering the CA (${step})`, command);
    transcript.push({ command, output });
  }
  return { node: node.name, transcript };
}

/** The command line of each step, as it is typed on a node of that operating system. */
export function trustCommands(os: NodeSystem, caUrl: string): Record<TrustStep, string> {
  const file = "harbor-registry.crt";
  const [installed, rehash] = trustAnchorsOf(os);
  return {
    // -k: nobody trusts Harbor yet, and its CA is no secret. --fail: an error page is no certificate.
    fetch: `curl --fail --silent --show-error ${caUrl} -k -o ${file}`,
    install: `sudo cp ${file} ${installed}/${file}`,
    rehash: `sudo ${rehash}`,
    restart: "sudo systemctl restart containerd",
  };
}

/** Where an operating system keeps additional trust anchors, and the program that makes them known. */
function trustAnchorsOf(os: NodeSystem): readonly [folder: string, program: string] {
  switch (os) {
    case "photon":
      return ["/etc/ssl/certs", "/usr/bin/rehash_ca_certificates.sh"];
    case "ubuntu":
      return ["/usr/local/share/ca-certificates", "update-ca-certificates"];
  }
}

function codeOf(error: unknown): "tool-failed" | "unreachable" {
  return error instanceof HarnessError && error.code === "unreachable" ? "unreachable" : "tool-failed";
}
