import { existsSync } from "node:fs";
import { connect, type KindCluster, type Toolbox } from "../../cluster/index.ts";
import { nodeReady } from "../../cluster/kind/cluster-ready.ts";
import { kindClusterName, kubeconfigOf, sshKeyOf } from "../../cluster/kind/create-kind-cluster.ts";
import type { BuilderParts } from "../../cluster/source-to-url/builder.ts";
import { Installation, type StepDone } from "../../cluster/source-to-url/installation.ts";
import { registryProject } from "../../cluster/source-to-url/names.ts";
import {
  markInstalled,
  type PlatformRecord,
  readRecord,
  writeRecord,
} from "../../cluster/source-to-url/platform-record.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import type { GitClient } from "../../workloads/source-to-url/push-change.ts";
import { planSourceToUrl } from "./install-source-to-url.ts";
import type { LabParts } from "../lab/lab-parts.ts";
import type { TrustPlace } from "./trust-places.ts";

/** The cluster of a platform, without what disposes of it. */
export type PlatformCluster = Omit<KindCluster, typeof Symbol.asyncDispose>;

/** A platform on which a git push becomes a URL (seed 002). */
export interface LabSourceToUrl extends PlatformCluster {
  readonly kubectl: KubectlOptions;
  readonly harbor: HarborEndpoint & { readonly caPem: string };
  /** The private project that everything goes into: `<registry host>/demo`. */
  readonly registry: string;
  /** Where this host reaches its URLs. */
  readonly ports: PlatformRecord["ports"];
  /** A git client, and who it is. */
  readonly git: GitClient;
  readonly jumpbox: Toolbox;
  readonly record: PlatformRecord;
  /** What was done in order to make it; nothing where it stood already. */
  readonly steps: readonly StepDone[];
  /** Carries every step out again: what is missing comes back, the rest stays. */
  repair(input?: RepairInput): Promise<readonly StepDone[]>;
}

export interface RepairInput {
  readonly withoutCa?: readonly TrustPlace[];
  /** What it builds with from now on; what it built with before, unless told. */
  readonly builder?: BuilderParts | undefined;
}

/**
 * The platform that stands already under this context's name, repaired where it is half of one or is to build with
 * something else; undefined when there is none.
 */
export async function openSourceToUrl(
  parts: LabParts,
  jumpbox: Promise<Toolbox>,
  { builder }: Pick<RepairInput, "builder"> = {},
): Promise<LabSourceToUrl | undefined> {
  const { context } = parts;
  const kubeconfig = kubeconfigOf(context);
  if (!existsSync(kubeconfig)) return undefined;
  const kube = await connect(kubeconfig);
  const read = await readRecord(kube);
  if (read === undefined) return undefined;
  const name = kindClusterName(context);
  const { node, software } = await nodeReady(kube, `${name}-control-plane`, "ubuntu", context);
  const toolbox = await jumpbox;
  const sshKeyFile = sshKeyOf(context);
  await toolbox.takeKey(sshKeyFile);
  const cluster = { name, kubeconfig, kube, software, nodes: [node] as const, sshKeyFile };
  const harbor = await connectTo(read.record.harbor);
  const platform = platformOf(parts, toolbox, { cluster, harbor, record: read.record, steps: [] });
  if (!read.isInstalled || builder !== undefined) await platform.repair({ builder });
  return platform;
}

async function connectTo(
  known: PlatformRecord["harbor"],
): Promise<HarborEndpoint & { readonly caPem: string }> {
  const { host, port, caPem, username, password } = known;
  // Loaded by those who need it: the container library is large.
  const { connectHarbor } = await import("../../registry/index.ts");
  const endpoint = await connectHarbor({
    url: `https://${host}`,
    ...{ username, password, caPem },
    connect: { address: "127.0.0.1", port },
  });
  return { ...endpoint, caPem };
}

/** A platform as scenarios see it, of what it is made of. */
export function platformOf(
  parts: LabParts,
  jumpbox: Toolbox,
  made: {
    readonly cluster: PlatformCluster;
    readonly harbor: HarborEndpoint & { readonly caPem: string };
    readonly record: PlatformRecord;
    readonly steps: readonly StepDone[];
  },
): LabSourceToUrl {
  const { cluster, harbor, record, steps } = made;
  const { name, kubeconfig, kube, software, nodes, sshKeyFile } = cluster;
  const { username, password } = record.git;
  let building = record.builder;
  return {
    ...{ name, kubeconfig, kube, software, nodes, sshKeyFile },
    ...{ kubectl: kubectlOf(parts), harbor, jumpbox, record, steps },
    registry: `${harbor.host}/${registryProject}`,
    ports: record.ports,
    git: { toolbox: jumpbox, node: nodes[0], username, password, caPem: harbor.caPem },
    async repair({ withoutCa = [], builder } = {}) {
      // Written down first: whoever opens a platform that is half changed goes on with it.
      if (builder !== undefined) {
        building = builder;
        await writeRecord({ ...record, builder }, kubectlOf(parts));
      }
      const installation = new Installation(parts.context);
      const { signal } = installation;
      planSourceToUrl({
        installation,
        parts: { ...parts, context: { ...parts.context, signal } },
        kubectl: { ...kubectlOf(parts), signal },
        cluster: Promise.resolve(cluster),
        harbor: Promise.resolve(harbor),
        record: Promise.resolve(record),
        toolbox: Promise.resolve(jumpbox),
        withoutCa,
        builder: building,
      });
      const done = await installation.done();
      await markInstalled(kubectlOf(parts));
      return done;
    },
  };
}

/** kubectl for the cluster of this context. */
export function kubectlOf({ context, program }: Pick<LabParts, "context" | "program">): KubectlOptions {
  return { binary: program("kubectl"), kubeconfig: kubeconfigOf(context), signal: context.signal };
}
