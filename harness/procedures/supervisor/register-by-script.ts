import { readFile } from "node:fs/promises";
import type { Jumpbox } from "../../cluster/index.ts";
import type { Supervisor } from "../../cluster/supervisor/supervisor.ts";
import type { Attempt } from "../../core/attempt.ts";
import type { Secret } from "../../core/secret.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { registrationScript, registrationSettings, registrationSettingsFile } from "./registration-script.ts";

/** Where the script lies in the jumpbox, and beside it what it reads. */
const folder = "/root/register-registry";

export interface GiveScriptInput {
  readonly jumpbox: Jumpbox;
  readonly supervisor: Pick<Supervisor, "address" | "administrator">;
  /** Another than the administrator's, for scenarios in which the operator has it wrong. */
  readonly password?: Secret;
}

/** Brings register-registry.sh into the jumpbox, with the settings of seed 003 in a file that only root can read. */
export async function giveScript({ jumpbox, supervisor, password }: GiveScriptInput): Promise<void> {
  const script = await readFile(registrationScript, "utf8");
  await jumpbox.writeFile(`${folder}/register-registry.sh`, script);
  await jumpbox.writeFile(
    `${folder}/${registrationSettingsFile}`,
    registrationSettings(supervisor, password),
  );
}

export interface RegisterByScriptInput {
  readonly jumpbox: Jumpbox;
  readonly cluster: { readonly name: string; readonly namespace: string };
  /** Where Harbor hands out its CA. */
  readonly caUrl: string;
}

/** Runs the script that registers a registry's CA on every node of a cluster (seed 003), and gives all that it said. */
export async function registerByScript(input: RegisterByScriptInput): Promise<Attempt> {
  const { jumpbox, cluster, caUrl } = input;
  const args = [cluster.name, cluster.namespace, caUrl];
  const result = await jumpbox.run(["bash", `${folder}/register-registry.sh`, ...args]);
  const { succeeded, text } = attemptOf("", result);
  const command = `./register-registry.sh ${args.join(" ")}`;
  return { command, succeeded, text: `${text}\nexit code ${result.exitCode}` };
}
