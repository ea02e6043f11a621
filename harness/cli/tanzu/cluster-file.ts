import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type ClusterConfig, parseClusterConfig } from "../../cluster/tkg/operator/cluster-config.ts";
import type { ConfigHome } from "../../cluster/tkg/operator/config-home.ts";
import { HarnessError } from "../../core/errors.ts";

/** A cluster configuration that was chosen on the command line, and was read. */
export interface ClusterFile extends AsyncDisposable {
  /** The operator's, or a copy with another name that goes when this does. */
  readonly file: string;
  readonly config: ClusterConfig;
}

export interface ClusterFileInput {
  /** As it was typed: relative to the folder of whoever typed it. */
  readonly typed: string;
  /** Comes before CLUSTER_NAME in the file. */
  readonly name: string | undefined;
  readonly home: ConfigHome;
  /** Where a copy may go. */
  readonly folder: string;
}

/**
 * Reads the configuration of the cluster that is to be created.
 * @throws HarnessError `usage` when the file is not there, `bad-input` as readClusterConfig() does.
 */
export async function chosenCluster({ typed, name, home, folder }: ClusterFileInput): Promise<ClusterFile> {
  const file = resolve(typed);
  if (!existsSync(file)) {
    throw new HarnessError({
      code: "usage",
      message: `Reading the cluster configuration ${file}: there is no such file`,
      hint: `ls ${home.clusterConfigs}`,
    });
  }
  const defaults = await readFile(join(home.providers, "config_default.yaml"), "utf8");
  const original = await readFile(file, "utf8");
  const text = name === undefined ? original : withName(original, name);
  const config = parseClusterConfig({ text, file, defaults });
  if (text === original) return { file, config, [Symbol.asyncDispose]: () => Promise.resolve() };
  const copy = join(folder, `${config.name}.${process.pid}.yaml`);
  await writeFile(copy, text, { mode: 0o600 });
  return { file: copy, config, [Symbol.asyncDispose]: () => rm(copy, { force: true }) };
}

/** A configuration with this name, whether it had one or not. */
export function withName(text: string, name: string): string {
  const line = `CLUSTER_NAME: ${JSON.stringify(name)}`;
  const named = /^CLUSTER_NAME[ \t]*:.*$/m;
  return named.test(text) ? text.replace(named, () => line) : `${line}\n${text}`;
}
