import type { Tanzu } from "../../cluster/index.ts";
import { inspectDryRun, type InspectDryRunInput } from "../../cluster/tkg/operator/inspect-dry-run.ts";
import { type Attempt } from "../../core/attempt.ts";
import { HarnessError } from "../../core/errors.ts";

export interface CheckDryRunInput extends Omit<InspectDryRunInput, "manifests"> {
  readonly tanzu: Tanzu;
  /** The cluster configuration. */
  readonly file: string;
}

/** Renders a cluster without creating it and looks for the CA where seed 000 says; what ytt refuses is a value. */
export async function checkDryRun({ tanzu, file, ...expected }: CheckDryRunInput): Promise<Attempt> {
  const command = `tanzu cluster create -f ${file.slice(file.lastIndexOf("/") + 1)} --dry-run`;
  try {
    const problems = inspectDryRun({ manifests: await tanzu.dryRun(file), ...expected });
    const text =
      problems.length === 0 ? "files, preKubeadmCommands and caCerts hold Harbor's CA" : problems.join("\n");
    return { command, succeeded: problems.length === 0, text };
  } catch (error) {
    // An overlay that does not fit is the operator's matter, not the lab's.
    if (!(error instanceof HarnessError) || error.code !== "bad-input") throw error;
    return { command, succeeded: false, text: error.message };
  }
}
