import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { holdLock } from "../../assets/lock.ts";
import { checkHermetic, createKindCluster, type Toolbox } from "../../cluster/index.ts";
import { kubeconfigOf } from "../../cluster/kind/create-kind-cluster.ts";
import type { BuilderParts } from "../../cluster/source-to-url/builder.ts";
import { choosePorts, portsText } from "../../cluster/source-to-url/free-ports.ts";
import { Installation } from "../../cluster/source-to-url/installation.ts";
import { gitHosts, registryProject } from "../../cluster/source-to-url/names.ts";
import {
  markInstalled,
  type PlatformRecord,
  writeRecord,
} from "../../cluster/source-to-url/platform-record.ts";
import type { RunContext } from "../../core/run-context.ts";
import { randomPassword } from "../../core/secret.ts";
import { issueServerCertificate } from "../../pki/index.ts";
import { planSourceToUrl } from "./install-source-to-url.ts";
import { type LabHarbor, startLabHarbor } from "../lab/lab-harbor.ts";
import { labIdOf } from "../lab/lab-names.ts";
import type { LabParts } from "../lab/lab-parts.ts";
import { kubectlOf, type LabSourceToUrl, openSourceToUrl, platformOf } from "./source-to-url-platform.ts";

export type { LabSourceToUrl } from "./source-to-url-platform.ts";

export interface LabSourceToUrlInput {
  /** A platform of the scenario's own, for those that damage it; that of the run unless told. */
  readonly own?: boolean;
  /**
   * What it builds with, as this host's Docker names or pulls it; ours unless told. The run's platform then builds with
   * that for everybody.
   */
  readonly builder?: BuilderParts | undefined;
}

/** The run's platform, or one of the scenario's own. Who comes first makes the run's; it goes with the run. */
export async function labSourceToUrl(
  parts: LabParts,
  jumpbox: Promise<Toolbox>,
  { own = false, builder }: LabSourceToUrlInput,
): Promise<LabSourceToUrl> {
  if (own) {
    await using cleanup = new AsyncDisposableStack();
    const platform = await create(parts, jumpbox, { cleanup, builder });
    const owned = cleanup.move();
    parts.defer(() => owned.disposeAsync());
    return platform;
  }
  const shared = { ...parts, context: platformContext(parts) };
  await mkdir(shared.context.secretsDir, { recursive: true, mode: 0o700 });
  await using _lock = await holdLock(join(parts.settings.secretsDir, platformId), parts.context);
  const opened = await openSourceToUrl(shared, jumpbox, { builder });
  if (opened !== undefined) return opened;
  await using cleanup = new AsyncDisposableStack();
  const platform = await create(shared, jumpbox, { cleanup, builder });
  // What is the run's goes with the run.
  cleanup.move();
  return platform;
}

const platformId = "source-to-url";

/** What the platform of a run is made with, whichever scenario needs it first. */
function platformContext({ settings, context }: Pick<LabParts, "settings" | "context">): RunContext {
  const labId = labIdOf(settings.runId, platformId);
  return {
    ...context,
    labId,
    ownership: { ...context.ownership, scenarioId: "" },
    secretsDir: join(settings.secretsDir, labId),
  };
}

async function create(
  parts: LabParts,
  jumpbox: Promise<Toolbox>,
  { cleanup, builder }: Pick<LabSourceToUrlInput, "builder"> & { readonly cleanup: AsyncDisposableStack },
): Promise<LabSourceToUrl> {
  const { progress } = parts.context;
  const installation = new Installation({ signal: parts.context.signal, progress });
  const stopped = { ...parts, context: { ...parts.context, signal: installation.signal } };
  const { context } = stopped;
  // Whoever finds this file takes the cluster for one that stands.
  cleanup.defer(() => rm(kubeconfigOf(context), { force: true }));
  const ports = installation.step("ports of this host", [], async () => {
    const chosen = await choosePorts();
    for (const line of portsText(chosen)) progress.say(line);
    return chosen;
  });
  const cluster = installation.step("a kind cluster", [ports, jumpbox], async ({ http, https }) => {
    const made = cleanup.use(
      await createKindCluster({
        context,
        os: "ubuntu",
        image: parts.image("node-source-to-url"),
        kind: parts.program("kind"),
        ports: [
          { nodePort: 80, hostPort: http },
          { nodePort: 443, hostPort: https },
        ],
      }),
    );
    await checkHermetic(made.nodes[0], context.signal);
    return made;
  });
  const harbor = installation.step("a Harbor", [jumpbox], () =>
    startLabHarbor({
      parts: stopped,
      host: `harbor-${context.labId}.tkg.test`,
      toolbox: jumpbox,
      owns: (made) => cleanup.use(made),
    }),
  );
  const record = installation.step("its private project", [harbor, ports], async (made, urls) => ({
    ...(await beginRecord(made, urls)),
    builder,
  }));
  const kubectl = kubectlOf(stopped);
  void installation.step("the record of the platform", [record, cluster], (known) =>
    writeRecord(known, kubectl),
  );
  planSourceToUrl({
    installation,
    parts: stopped,
    kubectl,
    cluster,
    harbor,
    record,
    toolbox: jumpbox,
    builder,
  });
  const steps = await installation.done();
  const options = kubectlOf(parts);
  await markInstalled(options);
  const made = { cluster: await cluster, harbor: await harbor, record: await record };
  return platformOf(parts, await jumpbox, { ...made, steps });
}

/** The private project with its robot, and everything else that has to be known later. */
async function beginRecord(harbor: LabHarbor, ports: PlatformRecord["ports"]): Promise<PlatformRecord> {
  const { api, host, port, caPem, adminUser, adminPassword } = harbor;
  await api.createProject({ name: registryProject, public: false });
  const [robot, git] = await Promise.all([
    api.createRobot({ name: "platform", project: registryProject, actions: ["pull", "push"] }),
    issueServerCertificate({ issuer: harbor.ca, dnsNames: Object.values(gitHosts) }),
  ]);
  return {
    harbor: { host, port, caPem, username: adminUser, password: adminPassword },
    robot: { username: robot.name, password: robot.secret },
    git: {
      ...{ username: "developer", password: randomPassword() },
      ...{ chainPem: git.chainPem, privateKeyPem: git.privateKeyPem },
    },
    ports,
  };
}
