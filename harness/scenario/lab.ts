import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { AssetId } from "../assets/index.ts";
import { holdLock } from "../assets/lock.ts";
import {
  checkHermetic,
  createKindCluster,
  DockerHost,
  ensureLabNetwork,
  findLeftovers,
  type KindCluster,
  labNetwork,
  type Leftover,
  type NodeSystem,
  removeLeftovers,
  type Software,
  type Tanzu,
  Toolbox,
} from "../cluster/index.ts";
import { type EvidenceSource, managementEvidence, workloadEvidence } from "../cluster/evidence.ts";
import { HarnessError } from "../core/errors.ts";
import { type Progress, silent } from "../core/progress.ts";
import type { RunContext } from "../core/run-context.ts";
import {
  type CertificateAuthority,
  createRootCa,
  createSigningKey,
  issueServerCertificate,
  type ServerCertificate,
} from "../pki/index.ts";
import type { Harbor } from "../registry/index.ts";
import { removeContainers } from "../tools/docker/containers.ts";
import { pushImage } from "../workloads/push-image.ts";
import { howToReach, labIdOf, toolboxName } from "./lab-names.ts";
import {
  customize,
  type LabTkg,
  type LabTkgInput,
  type OperatedTkg,
  operateTkg,
  type TkgParts,
} from "./lab-tkg.ts";
import { type HostProgram, hostPrograms, type RunSettings } from "./settings.ts";
import { messagesOf } from "./suppressed-errors.ts";

/** A Harbor with hello-app in its public project. */
export interface LabHarbor extends Harbor {
  readonly ca: CertificateAuthority;
  /** The name by which nodes pull hello-app. */
  readonly helloApp: string;
  /** Serves a new certificate of the same CA from now on, for these names. */
  serveCertificateFor(dnsNames: readonly string[]): Promise<void>;
}

export interface LabHarborInput {
  /** The names on the certificate that clusters will see; the registry's own unless told. */
  readonly certificateFor?: readonly string[];
}

/** A cluster with a jumpbox that holds its key. */
export interface LabCluster extends KindCluster {
  readonly jumpbox: Toolbox;
}

/**
 * Everything that one scenario starts. All of it is owned here and removed in the opposite order, whatever became of
 * the scenario.
 */
export class Lab {
  readonly context: RunContext;
  readonly #settings: RunSettings;
  readonly #owned = new AsyncDisposableStack();
  readonly #clusters: KindCluster[] = [];
  readonly #harbors: Harbor[] = [];
  readonly #operated: OperatedTkg[] = [];
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
    const all = [...this.#clusters, ...this.#operated.map(({ management }) => management)].flatMap(
      ({ software }) => software,
    );
    return [...new Map(all.map((one) => [`${one.name} ${one.version}`, one])).values()];
  }

  /** A self-signed Harbor of its own CA, with hello-app pushed into its project `library`. */
  async harbor({ certificateFor }: LabHarborInput = {}): Promise<LabHarbor> {
    const { context } = this;
    const host = `harbor-${context.labId}${this.#harbors.length === 0 ? "" : `-${this.#harbors.length + 1}`}.tkg.test`;
    const [{ startHarbor }, certificates, tokenKey, toolbox] = await Promise.all([
      // Loaded by those who need it: the container library is large.
      import("../registry/index.ts"),
      newCertificates([host]),
      createSigningKey(),
      this.toolbox(),
    ]);
    const { ca, certificate } = certificates;
    const harbor = await startHarbor({
      image: this.image("harbor"),
      host,
      network: labNetwork,
      ownership: context.ownership,
      certificate,
      caPem: ca.certificatePem,
      tokenKeyPem: tokenKey.privateKeyPem,
      signal: context.signal,
    });
    this.#owned.use(harbor);
    this.#harbors.push(harbor);
    const archive = this.archive("hello-app");
    const helloApp = await pushImage({ toolbox, harbor, archive, name: "library/hello-app:1.0" });
    const serveCertificateFor = async (dnsNames: readonly string[]) =>
      harbor.replaceCertificate(await issueServerCertificate({ issuer: ca, dnsNames }));
    // Filled first: pushing needs the right name.
    if (certificateFor !== undefined) await serveCertificateFor(certificateFor);
    return Object.assign(harbor, { ca, helloApp, serveCertificateFor });
  }

  /** A kind cluster of one operating system, proven to keep its traffic to itself, and its jumpbox. */
  async workloadCluster({ os }: { readonly os: NodeSystem }): Promise<LabCluster> {
    const jumpbox = await this.toolbox();
    const cluster = await createKindCluster({
      context: this.context,
      os,
      image: this.image(`node-${os}`),
      kind: this.program("kind"),
    });
    this.#owned.use(cluster);
    this.#clusters.push(cluster);
    await Promise.all([
      jumpbox.takeKey(cluster.sshKeyFile),
      ...cluster.nodes.map((node) => checkHermetic(node, this.context.signal)),
    ]);
    return Object.assign(cluster, { jumpbox });
  }

  /** The toolbox of this scenario, started when it is first needed: the first thing on the lab's network. */
  toolbox(): Promise<Toolbox> {
    this.#toolbox ??= (async () => {
      const { context } = this;
      await mkdir(context.secretsDir, { recursive: true, mode: 0o700 });
      // A network that somebody uses is not removed; until this one is used, nobody else's run may remove it.
      await using _lock = await holdLock(this.#settings.networkLock, context);
      await ensureLabNetwork(context);
      // Owned before it starts: a start that is cut off may leave a container.
      this.#owned.defer(() => removeContainers([toolboxName(context.labId)]));
      return await Toolbox.start(context, this.image("toolbox"));
    })();
    return this.#toolbox;
  }

  /** A machine with a Docker daemon of its own. */
  async dockerHost(): Promise<DockerHost> {
    // It stands on the network that the toolbox holds.
    await this.toolbox();
    return this.#owned.use(await DockerHost.start(this.context, this.image("docker-host")));
  }

  /**
   * Standalone TKG as its operator sees it: the run's management cluster and a configuration folder of this scenario's
   * own. Clusters that are created with it go with the scenario.
   */
  async tkg(input: LabTkgInput = {}): Promise<LabTkg> {
    // It stands on the network that the toolbox holds.
    const jumpbox = await this.toolbox();
    const operated = await operateTkg(
      this.#tkgParts((remove) => this.defer(remove)),
      input,
    );
    this.#operated.push(operated);
    const { tanzu } = operated;
    const { customizations: folder } = this.#settings;
    return { tanzu, jumpbox, customize: (os, caPem) => customize(tanzu.home, { os, caPem, folder }) };
  }

  /** The operator of an environment that stands already: clusters that are created with it are to stand too. */
  async reopenTkg(): Promise<Tanzu> {
    const { tanzu } = await operateTkg(
      this.#tkgParts(() => undefined),
      {},
    );
    return tanzu;
  }

  /** What else explains a failure: management clusters and the clusters that were created with them. */
  async moreEvidence(): Promise<EvidenceSource[]> {
    const all = this.#operated.map(async ({ management, clusters }) => [
      ...managementEvidence(management),
      ...(await Promise.all(clusters.map(({ name }) => workloadEvidence(name)))).flat(),
    ]);
    return (await Promise.all(all)).flat();
  }

  /** A program of the catalogue that runs on this host. */
  program(name: HostProgram): string {
    return this.#settings.programs[name] ?? notPrepared(hostPrograms[name]);
  }

  /** The file with an image of the catalogue, as `docker save` writes it. */
  archive(id: AssetId): string {
    return this.#settings.archives[id] ?? notPrepared(id);
  }

  /** Has something else removed with the scenario; what was deferred last goes first. */
  defer(remove: () => Promise<void>): void {
    this.#owned.defer(remove);
  }

  /** The image of a catalogue entry that the scenario's header names. */
  image(id: AssetId): string {
    return this.#settings.images[id] ?? notPrepared(id);
  }

  /** Names of what stands, for a report on what was kept. */
  async inventory(): Promise<string[]> {
    return (await this.#leftovers()).map(({ kind, name }) => `${kind} ${name}`);
  }

  /** Commands with which to use and to remove what was kept. */
  howToReach(): string[] {
    return howToReach({
      labId: this.context.labId,
      runId: this.#settings.runId,
      kubeconfigs: [
        ...this.#clusters.map(({ kubeconfig }) => kubeconfig),
        ...this.#operated.flatMap(({ management, tanzu, clusters }) => [
          management.kubeconfig,
          ...clusters.map(({ name }) => tanzu.kubeconfigOf(name)),
        ]),
      ],
      harbors: this.#harbors,
      hasToolbox: this.#toolbox !== undefined,
    });
  }

  /** Removes everything, however much of that fails, and gives what is or may be still there: nothing, or a leak. */
  async remove(): Promise<string[]> {
    const left: string[] = [];
    const tries = [
      () => this.#owned.disposeAsync(),
      () => rm(this.context.secretsDir, { recursive: true, force: true }),
      async () => {
        const leftovers = await this.#leftovers();
        left.push(...leftovers.map(({ kind, name }) => `${kind} ${name}`));
        // What should not be here is reported, and taken away all the same.
        await removeLeftovers(leftovers);
      },
    ];
    for (const attempt of tries) {
      await attempt().catch((error: unknown) => {
        left.push(...messagesOf(error).map((message) => `unknown (${message})`));
      });
    }
    return [...new Set(left)];
  }

  #tkgParts(defer: TkgParts["defer"]): TkgParts {
    return {
      settings: this.#settings,
      context: this.context,
      image: (id) => this.image(id),
      folder: (id) => this.#settings.folders[id] ?? notPrepared(id),
      program: (name) => this.program(name),
      defer,
    };
  }

  #leftovers(): Promise<Leftover[]> {
    const { runId, scenarioId } = this.context.ownership;
    return findLeftovers(this.#settings.secretsDir, { runId, scenarioId });
  }
}

async function newCertificates(
  dnsNames: readonly string[],
): Promise<{ readonly ca: CertificateAuthority; readonly certificate: ServerCertificate }> {
  const ca = await createRootCa();
  return { ca, certificate: await issueServerCertificate({ issuer: ca, dnsNames }) };
}

function notPrepared(id: string): never {
  throw new HarnessError({
    code: "internal",
    message: `Using ${id}: the scenario's header does not name it under "uses"`,
  });
}
