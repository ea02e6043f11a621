import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { connect } from "../../cluster/index.ts";
import { findCluster, listClusters } from "../../cluster/tkg/list-clusters.ts";
import type { ClusterRef } from "../../cluster/tkg/machines.ts";
import { writeWorkloadKubeconfig } from "../../cluster/tkg/workload-kubeconfig.ts";
import { HarnessError } from "../../core/errors.ts";
import { terminalProgress } from "../terminal-progress.ts";
import { commandWords } from "./command-words.ts";
import { openStandingTkg } from "./open-standing.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";

interface GetKubeconfigOptions {
  readonly namespace: string;
  readonly admin: boolean;
  readonly exportFile?: string;
}

/** `tkglab tanzu cluster kubeconfig get NAME --admin`. */
export function kubeconfigCommand(): Command {
  return new Command("kubeconfig")
    .description("kubeconfigs of workload clusters")
    .addCommand(
      new Command("get")
        .description("write a cluster's kubeconfig to a file; yours in ~/.kube is left alone")
        .argument("<name>", "the cluster's name")
        .option("-n, --namespace <namespace>", "its namespace", "default")
        .option("--admin", "the admin's; the lab has no other", false)
        .option(
          "--export-file <file>",
          "the file, which is not there yet; one of the environment's own unless told",
        )
        .action(getKubeconfig),
    );
}

async function getKubeconfig(
  name: string,
  { namespace, admin, exportFile }: GetKubeconfigOptions,
): Promise<void> {
  const cluster = { name, namespace };
  if (!admin) throw noOidc(cluster);
  const asked = exportFile === undefined ? undefined : newFile(exportFile);
  using progress = terminalProgress(process.stderr);
  using interrupt = stopOnInterrupt(progress);
  const { lab, kubectl } = await openStandingTkg({ progress, signal: interrupt.signal });
  findCluster(await listClusters(kubectl), cluster);
  const file = asked ?? join(lab.context.secretsDir, `${name}.kubeconfig`);
  await writeWorkloadKubeconfig(await connect(kubectl.kubeconfig), cluster, file);
  progress.say(`Credentials of cluster '${name}' have been saved`);
  process.stdout.write(`export KUBECONFIG=${quoted(file)}\n`);
}

/** The file that is meant. @throws HarnessError `usage` when it is there: it may hold what nobody else has. */
export function newFile(name: string): string {
  const file = resolve(name);
  if (!existsSync(file)) return file;
  throw new HarnessError({
    code: "usage",
    message: `Exporting a kubeconfig to ${file}: it is there already, and would be lost`,
    hint: "another --export-file",
  });
}

/** What the Tanzu CLI does without `--admin` needs a service that nobody here runs. */
function noOidc(cluster: ClusterRef): HarnessError {
  return new HarnessError({
    code: "usage",
    message: `Getting the kubeconfig of cluster ${cluster.name}: without --admin it is for logging in by OIDC, which the lab has not`,
    hint: `tkglab tanzu cluster kubeconfig get ${commandWords(cluster)} --admin`,
  });
}

/** A word for a shell. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
