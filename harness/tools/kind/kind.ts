import { type Command, exec } from "../exec.ts";
import { explainKindFailure } from "./errors.ts";

/** Where kind is and what it may be told. */
export interface KindOptions extends Pick<Command, "signal" | "onLine"> {
  /** The kind binary. */
  readonly binary: string;
}

export interface CreateClusterInput {
  readonly name: string;
  readonly image: string;
  /** kind's own configuration, as YAML. */
  readonly config: string;
  /** The file that gets the kubeconfig; the user's own is never touched. */
  readonly kubeconfig: string;
}

/** The arguments of `kind create cluster`; the configuration comes on standard input. */
export function createClusterArgs({ name, image, kubeconfig }: CreateClusterInput): string[] {
  return [
    "create",
    "cluster",
    "--name",
    name,
    "--image",
    image,
    "--kubeconfig",
    kubeconfig,
    "--config",
    "-",
    "--retain",
  ];
}

/**
 * Creates a cluster. What a failure leaves stays for the evidence: the caller owns the clean-up.
 * @throws HarnessError `port-in-use`, `no-space`, `tool-failed` with kind's words.
 */
export async function createCluster(
  input: CreateClusterInput,
  { binary, ...options }: KindOptions,
): Promise<void> {
  const result = await exec({
    file: binary,
    args: createClusterArgs(input),
    input: input.config,
    ...options,
  });
  if (result.exitCode !== 0) throw explainKindFailure(`Creating the kind cluster ${input.name}`, result);
}
