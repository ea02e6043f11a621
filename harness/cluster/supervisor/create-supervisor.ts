import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HarnessError } from "../../core/errors.ts";
import type { RunContext } from "../../core/run-context.ts";
import { randomPassword, Secret } from "../../core/secret.ts";
import type { LabSettings } from "../../supervisor/objects/lab-settings.ts";
import { applyWhenWebhooksAnswer } from "../apply-when-webhooks-answer.ts";
import {
  createManagementCluster,
  type CreateManagementClusterInput,
  type ManagementCluster,
  openManagementCluster,
} from "../tkg/management-cluster.ts";
import type { Administrator, Supervisor } from "./supervisor.ts";
import { firstConfiguration, supervisorManifests } from "./supervisor-manifests.ts";

export interface CreateSupervisorInput extends CreateManagementClusterInput {
  readonly lab: LabSettings;
}

/** A Supervisor that goes when whoever made it is done. */
export interface OwnedSupervisor extends Supervisor, AsyncDisposable {}

const user = "administrator@vsphere.local";

/**
 * Creates a Supervisor on kind: a management cluster as standalone TKG has it, and its own program besides. Waits until it
 * takes TanzuKubernetesClusters.
 * @throws HarnessError as createManagementCluster() does; nothing is left behind then
 */
export async function createSupervisor(input: CreateSupervisorInput): Promise<OwnedSupervisor> {
  const { context, lab, manifests } = input;
  const administrator = { user, password: randomPassword() };
  await writeFile(passwordFile(context), administrator.password.reveal(), { mode: 0o600 });
  const more = {
    what: "the Supervisor's controller",
    manifests: await supervisorManifests(lab, administrator),
  };
  await using cleanup = new AsyncDisposableStack();
  const management = cleanup.use(
    await createManagementCluster({ ...input, manifests: { ...manifests, more } }),
  );
  const configuration = await firstConfiguration();
  await applyWhenWebhooksAnswer("the TkgServiceConfiguration", configuration, management.kubectl);
  const supervisor = await supervisorOf(management, administrator);
  const owned = cleanup.move();
  return { ...supervisor, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** The Supervisor that stands already under this context's name; undefined when there is none. */
export async function openSupervisor(context: RunContext, kubectl: string): Promise<Supervisor | undefined> {
  const management = await openManagementCluster(context, kubectl);
  if (management === undefined) return undefined;
  const password = new Secret(await readFile(passwordFile(context), "utf8"));
  return supervisorOf(management, { user, password });
}

/** The file with the administrator's password, mode 0600. */
export function passwordFile({ secretsDir }: Pick<RunContext, "secretsDir">): string {
  return join(secretsDir, "administrator-password");
}

async function supervisorOf(
  management: ManagementCluster,
  administrator: Administrator,
): Promise<Supervisor> {
  const { name, kubeconfig, kube, kubectl, node, software } = management;
  const { status } = await kube.core.readNode({ name: node });
  const address = status?.addresses?.find(({ type }) => type === "InternalIP")?.address;
  if (address === undefined) {
    const message = `Reading the address of the Supervisor: its node ${node} has none`;
    throw new HarnessError({ code: "internal", message });
  }
  return { ...{ name, kubeconfig, kube, kubectl, node, software }, address, administrator };
}
