import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { AssetId } from "../../assets/index.ts";
import { holdLock } from "../../assets/lock.ts";
import {
  DockerHost,
  ensureLabNetwork,
  ForwardProxy,
  type KindCluster,
  type NodeSystem,
  type Software,
  type Tanzu,
  Toolbox,
} from "../../cluster/index.ts";
import {
  containerEvidence,
  type EvidenceSource,
  managementEvidence,
  packagesEvidence,
  workloadEvidence,
} from "../../cluster/evidence.ts";
import type { Ailment } from "../../cluster/health/ailment.ts";
import { outOfMemoryKills } from "../../cluster/health/memory-health.ts";
import type { ManagementCluster } from "../../cluster/tkg/management-cluster.ts";
import { platformEvidence } from "../../cluster/source-to-url/platform-evidence.ts";
import { type Progress, silent } from "../../core/progress.ts";
import type { RunContext } from "../../core/run-context.ts";
import { FaultHost, type FaultHostInput } from "../../faults/fault-host.ts";
import type { Harbor } from "../../registry/index.ts";
import type { Table } from "../../report/index.ts";
import { removeContainers } from "../../tools/docker/containers.ts";
import {
  installKappControllerLine,
  type LabCluster,
  type LabPackageCluster,
  type LabPackageClusterInput,
  startLabCluster,
  withKappController,
} from "./lab-clusters.ts";
import { type LabHarbor, type LabHarborInput, startLabHarbor } from "./lab-harbor.ts";
import { examineLab } from "./lab-health.ts";
import { containerName, howToReach, labIdOf } from "./lab-names.ts";
import { type LabParts, labParts } from "./lab-parts.ts";
import { inventoryOf, removeAll } from "./lab-removal.ts";
import { labSourceToUrl, type LabSourceToUrlInput } from "../source-to-url/lab-source-to-url.ts";
import type { LabSourceToUrl } from "../source-to-url/source-to-url-platform.ts";
import {
  type LabSupervisor,
  type LabSupervisorInput,
  type OperatedSupervisor,
  operateSupervisor,
  type WorkloadClusterFiles,
} from "./lab-supervisor.ts";
import { customize, type LabTkg, type LabTkgInput, type OperatedTkg, operateTkg } from "./lab-tkg.ts";
import { usual } from "../matrix/axes.ts";
import { nodeInCell } from "../matrix/cell-assets.ts";
import { checkCell } from "../matrix/check-cell.ts";
import { type KappControllerLine, packageNodes } from "../package-assets.ts";
import type { HostProgram, RunSettings } from "../settings.ts";

/** How large a machine for faults is, and what its Docker has. */
export interface LabFaultHostInput extends Pick<FaultHostInput, "memory" | "disk"> {
  readonly images: readonly AssetId[];
}

interface Managed {
  readonly management: ManagementCluster;
  readonly clusters: readonly WorkloadClusterFiles[];
}

/**
 * Everything that one scenario starts. All of it is owned here and removed in the opposite order, whatever became of
 * the scenario.
 */
export class Lab {
  readonly context: RunContext;
  /** What was found so far, for the report. */
  readonly tables: Table[] = [];
  readonly #settings: RunSettings;
  readonly #parts: LabParts;
  readonly #owned = new AsyncDisposableStack();
  readonly #clusters: KindCluster[] = [];
  readonly #harbors: Harbor[] = [];
  readonly #packageClusters: KindCluster[] = [];
  readonly #proxies: ForwardProxy[] = [];
  readonly #operated: OperatedTkg[] = [];
  readonly #supervisors: OperatedSupervisor[] = [];
  readonly #platforms: LabSourceToUrl[] = [];
  readonly #outOfMemoryKills = outOfMemoryKills();
  #toolbox: Promise<Toolbox> | undefined;

  constructor(input: {
    readonly settings: RunSettings;
    readonly scenarioId: string;
    readonly signal: AbortSignal;
    readonly progress?: Progress;
  }) {
    const { settings, scenarioId, signal, progress = silent } = input;
    const labId = labIdOf(settings.runId, scenarioId);
    this.#settings = settings;
    this.context = {
      labId,
      ownership: { runId: settings.runId, scenarioId, owner: settings.owner },
      secretsDir: join(settings.secretsDir, labId),
      signal,
      progress,
    };
    this.#parts = labParts({ settings, context: this.context, defer: (remove) => this.defer(remove) });
  }

  /** A name for a cluster that no other scenario has; `part` tells apart those of this one. */
  name(part?: string): string {
    return part === undefined ? `tkg-${this.context.labId}` : `tkg-${this.context.labId}-${part}`;
  }

  get clusters(): readonly KindCluster[] {
    return this.#clusters;
  }

  get harbors(): readonly Harbor[] {
    return this.#harbors;
  }

  /** What the clusters say they run; clusters of one scenario run the same unless they say otherwise. */
  software(): Software[] {
    const managements = this.#managements.map(({ management }) => management);
    const all = [...this.#clusters, ...managements, ...this.#platforms].flatMap(({ software }) => software);
    return [...new Map(all.map((one) => [`${one.name} ${one.version}`, one])).values()];
  }

  /** A self-signed Harbor of its own CA, with hello-app pushed into its project `library`. */
  harbor(input: LabHarborInput = {}): Promise<LabHarbor> {
    const number = this.#harbors.length === 0 ? "" : `-${this.#harbors.length + 1}`;
    return startLabHarbor({
      ...input,
      parts: this.#parts,
      host: `harbor-${this.context.labId}${number}.tkg.test`,
      toolbox: this.toolbox(),
      owns: (harbor) => this.#harbors.push(this.#owned.use(harbor)),
    });
  }

  /**
   * A kind cluster of one operating system, proven to keep its traffic to itself, and its jumpbox; in a matrix what the
   * cell says. `image` is a node image with more loaded into it, and then the cell says nothing.
   */
  async workloadCluster({
    os,
    image,
  }: {
    readonly os: NodeSystem;
    readonly image?: AssetId;
  }): Promise<LabCluster> {
    if (image !== undefined) return this.#kindCluster(os, image);
    const { cell } = this.#settings;
    const cluster = await this.#kindCluster(cell.os ?? os, nodeInCell(os, cell));
    checkCell(cell, cluster.software);
    return cluster;
  }

  /** A kind cluster of standalone TKG's Kubernetes with kapp-controller on it, as a workload cluster has it. */
  async packageCluster({ kappController }: LabPackageClusterInput = {}): Promise<LabPackageCluster> {
    const line = this.#settings.cell["kapp-controller"] ?? kappController ?? usual["kapp-controller"];
    const cluster = await this.#kindCluster("photon", packageNodes[line]);
    this.#packageClusters.push(cluster);
    return withKappController(this.#parts, cluster, line);
  }

  /** Installs kapp-controller on a cluster, in place of another that may be there. */
  installKappController(
    { kubectl }: Pick<LabPackageCluster, "kubectl">,
    line: KappControllerLine,
  ): Promise<void> {
    return installKappControllerLine(this.#parts, kubectl, line);
  }

  async #kindCluster(os: NodeSystem, image: AssetId): Promise<LabCluster> {
    return startLabCluster({
      ...{ parts: this.#parts, jumpbox: await this.toolbox(), os, image },
      owns: (cluster) => this.#clusters.push(this.#owned.use(cluster)),
    });
  }

  /** The toolbox of this scenario, started when it is first needed: the first thing on the lab's network. */
  toolbox(): Promise<Toolbox> {
    this.#toolbox ??= (async () => {
      const { context } = this;
      await mkdir(context.secretsDir, { recursive: true, mode: 0o700 });
      // A network that somebody uses is not removed; until this one is used, nobody else's run may remove it.
      await using _lock = await holdLock(this.#settings.networkLock, context);
      await ensureLabNetwork(context);
      this.#ownContainer("toolbox");
      return await Toolbox.start(context, this.#parts.image("toolbox"));
    })();
    return this.#toolbox;
  }

  /** Has a container removed that is about to be started: a start that fails or is cut off may leave one. */
  #ownContainer(part: string): void {
    this.#owned.defer(() => removeContainers([containerName(this.context.labId, part)]));
  }

  /** A machine with a Docker daemon of its own. */
  async dockerHost(): Promise<DockerHost> {
    // It stands on the network that the toolbox holds.
    await this.toolbox();
    this.#ownContainer("docker-host");
    return this.#owned.use(await DockerHost.start(this.context, this.#parts.image("docker-host")));
  }

  /** The forward proxy of a site, which has no way into a cluster. */
  async forwardProxy(): Promise<ForwardProxy> {
    // It stands on the network that the toolbox holds.
    await this.toolbox();
    this.#ownContainer("forward-proxy");
    const proxy = this.#owned.use(await ForwardProxy.start(this.context, this.#parts.image("forward-proxy")));
    this.#proxies.push(proxy);
    return proxy;
  }

  /**
   * Standalone TKG as its operator sees it: the run's management cluster and a configuration folder of this scenario's
   * own. Clusters that are created with it go with the scenario.
   */
  async tkg(input: LabTkgInput = {}): Promise<LabTkg> {
    // It stands on the network that the toolbox holds.
    const jumpbox = await this.toolbox();
    const operated = await operateTkg(this.#parts, input);
    this.#operated.push(operated);
    const { tanzu } = operated;
    const { customizations: folder } = this.#settings;
    return { tanzu, jumpbox, customize: (os, caPem) => customize(tanzu.home, { os, caPem, folder }) };
  }

  /** vSphere with Tanzu (seeds 001, 003 and 004): the run's Supervisor, or one of this scenario's own. */
  async supervisor(input: LabSupervisorInput = {}): Promise<LabSupervisor> {
    // It stands on the network that the toolbox holds.
    const operated = await operateSupervisor(this.#parts, await this.toolbox(), input);
    this.#supervisors.push(operated);
    return operated.lab;
  }

  /** Source-to-URL (seed 002): the run's platform, or one of this scenario's own. */
  async sourceToUrl(input: LabSourceToUrlInput = {}): Promise<LabSourceToUrl> {
    // It stands on the network that the toolbox holds.
    await this.toolbox();
    const platform = await labSourceToUrl(this.#parts, this.toolbox(), input);
    this.#platforms.push(platform);
    return platform;
  }

  /** The operator of an environment that stands already: clusters that are created with it are to stand too. */
  async reopenTkg(): Promise<Tanzu> {
    const { tanzu } = await operateTkg({ ...this.#parts, defer: () => undefined }, {});
    return tanzu;
  }

  /** What else explains a failure: management clusters and the clusters that were created with them. */
  async moreEvidence(): Promise<EvidenceSource[]> {
    const all = this.#managements.map(async ({ management, clusters }) => [
      ...managementEvidence(management),
      ...(await Promise.all(clusters.map(({ name }) => workloadEvidence(name)))).flat(),
    ]);
    return [
      ...(await Promise.all(all)).flat(),
      ...this.#packageClusters.flatMap(packagesEvidence),
      ...this.#platforms.flatMap(platformEvidence),
      ...this.#proxies.map(({ container }) => containerEvidence(container, "requests")),
    ];
  }

  /** Management clusters and Supervisors, each with the clusters that were created with it. */
  get #managements(): readonly Managed[] {
    return [
      ...this.#operated.map(({ management, tanzu, clusters }) => ({
        management,
        clusters: clusters.map((one) => ({ ...one, kubeconfig: tanzu.kubeconfigOf(one.name) })),
      })),
      ...this.#supervisors.map(({ lab, clusters }) => ({ management: lab.supervisor, clusters })),
    ];
  }

  /** A program of the catalogue that runs on this host. */
  program(name: HostProgram): string {
    return this.#parts.program(name);
  }

  /** An image of the catalogue, as this host's Docker names it. */
  image(id: AssetId): string {
    return this.#parts.image(id);
  }

  /** The file with an image of the catalogue, as `docker save` writes it. */
  archive(id: AssetId): string {
    return this.#parts.archive(id);
  }

  /** The folder with the files of a catalogue entry. */
  folder(id: AssetId): string {
    return this.#parts.folder(id);
  }

  /** Has something else removed with the scenario; what was deferred last goes first. */
  defer(remove: () => Promise<void>): void {
    this.#owned.defer(remove);
  }

  /** A machine of its own with Docker, on which a whole run takes place and meets faults. It has the images named. */
  async faultHost({ images, ...size }: LabFaultHostInput): Promise<FaultHost> {
    const { context } = this;
    this.#ownContainer("fault-host");
    return this.#owned.use(
      await FaultHost.start({
        ...{ context, image: this.#parts.image("fault-host"), ...size },
        images: images.map((id) => this.#parts.image(id)),
        cache: dirname(dirname(this.#settings.secretsDir)),
      }),
    );
  }

  /** A table of the report, to which rows are added as they come. */
  table(title: string, columns: readonly string[]): { readonly add: (...cells: readonly string[]) => void } {
    const rows: string[][] = [];
    this.tables.push({ title, columns: [...columns], rows });
    return { add: (...cells) => rows.push([...cells]) };
  }

  /** What is wrong with the host and with what the lab stands on; nothing where nothing has been started yet. */
  async ailments(): Promise<Ailment[]> {
    const outOfMemoryKills = await this.#outOfMemoryKills;
    if (this.#toolbox === undefined) return [];
    const toolbox = await this.#toolbox.catch(() => undefined); // it did not start: the failure that led here
    if (toolbox === undefined) return [];
    return examineLab({
      scenarioId: this.context.ownership.scenarioId,
      reportDir: this.#settings.reportDir,
      jumpbox: toolbox,
      containers: [
        toolbox.container,
        ...this.#clusters.flatMap(({ nodes }) => nodes.map(({ name }) => name)),
      ],
      hosts: this.#harbors.map(({ host }) => host),
      outOfMemoryKills,
    });
  }

  /** Names of what stands, for a report on what was kept. */
  inventory(): Promise<string[]> {
    return inventoryOf(this.#parts);
  }

  /** Commands with which to use and to remove what was kept. */
  howToReach(): string[] {
    return howToReach({
      labId: this.context.labId,
      runId: this.#settings.runId,
      kubeconfigs: [
        ...[...this.#clusters, ...this.#platforms].map(({ kubeconfig }) => kubeconfig),
        ...this.#managements.flatMap(({ management, clusters }) => [
          management.kubeconfig,
          ...clusters.map(({ kubeconfig }) => kubeconfig),
        ]),
      ],
      harbors: this.#harbors,
      hasToolbox: this.#toolbox !== undefined,
    });
  }

  /** Removes everything, however much of that fails, and gives what is or may be still there: nothing, or a leak. */
  remove(): Promise<string[]> {
    return removeAll(this.#parts, this.#owned);
  }
}
