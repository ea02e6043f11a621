import { Command } from "commander";
import { inspectionText, inspectTrust } from "../inspect/index.ts";
import { stopOnInterrupt } from "./tanzu/stop-on-interrupt.ts";
import { terminalProgress } from "./terminal-progress.ts";

interface InspectOptions {
  readonly kubeconfig: string;
  readonly registry: string;
  readonly connect?: string;
  readonly namespace?: string;
  readonly json: boolean;
}

export interface InspectDeps {
  readonly stdout: { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown };
  /** Takes the exit code: 0, or 1 when a place lacks the CA or could not be looked at. */
  readonly exit: (code: 0 | 1) => void;
}

/** `tkglab inspect`: where in a running cluster the CA of a registry is missing. */
export function inspectCommand({ stdout, exit }: InspectDeps): Command {
  return new Command("inspect")
    .description("show every place of a cluster that needs a registry's CA, and what to do; changes nothing")
    .requiredOption("--kubeconfig <file>", "the cluster: any, not only ours")
    .requiredOption("--registry <url>", "the registry as clients name it: https://harbor.tkg.test")
    .option("--connect <host:port>", "where the registry is, if its name does not say so on this host")
    .option(
      "-n, --namespace <namespace>",
      "where kapp-controller is looked for too, and the only one whose imagePullSecrets count",
    )
    .option("--json", "print the inspection as JSON", false)
    .action(async ({ json, ...input }: InspectOptions) => {
      using progress = terminalProgress(process.stderr);
      using interrupt = stopOnInterrupt(progress);
      const inspection = await inspectTrust({ ...input, progress, signal: interrupt.signal });
      progress.now("");
      stdout.write(
        json
          ? `${JSON.stringify(inspection, undefined, 2)}\n`
          : inspectionText(inspection, stdout.isTTY === true ? stdout.columns : undefined),
      );
      exit(inspection.ok ? 0 : 1);
    });
}
