import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Jumpbox } from "../../cluster/index.ts";
import type { Supervisor } from "../../cluster/supervisor/supervisor.ts";
import type { Attempt } from "../../core/attempt.ts";
import { packageRoot } from "../../core/package-root.ts";
import type { Secret } from "../../core/secret.ts";
import { attemptOf } from "../../tools/attempt-of.ts";

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
  const { address, administrator } = supervisor;
  const script = await readFile(join(packageRoot, "fixtures/supervisor/register-registry.sh"), "utf8");
  const settings = {
    SV_IP: address,
    // Nobody asks it here.
    VC_IP: "vcenter.tkg.test",
    VC_ADMIN_USER: administrator.user,
    VC_ADMIN_PASSWORD: (password ?? administrator.password).reveal(),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${quoted(value)}\n`);
  await jumpbox.writeFile(`${folder}/register-registry.sh`, script);
  await jumpbox.writeFile(`${folder}/register-registry.env`, lines.join(""));
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

/** As a value in a shell. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
