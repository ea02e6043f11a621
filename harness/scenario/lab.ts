import { createHash } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { AssetId } from "../assets/index.ts";
import {
  checkHermetic,
  createKindCluster,
  ensureLabNetwork,
  findLeftovers,
  type KindCluster,
  labNetwork,
  type NodeSystem,
  removeLeftovers,
  Toolbox,
} from "../cluster/index.ts";
import { HarnessError, messageOf } from "../core/errors.ts";
import { silent } from "../core/progress.ts";
import type { RunContext } from "../core/run-context.ts";
import {
  type CertificateAuthority,
  createRootCa,
  createSigningKey,
  issueServerCertificate,
  type ServerCertificate,
} from "../pki/index.ts";
import type { Harbor } from "../registry/index.ts";
import { pushImage } from "../workloads/push-image.ts";
import type { RunSettings } from "./settings.ts";

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
  #toolbox: Promise<Toolbox> | undefined;
  #prepared: Promise<void> | undefined;

  constructor(input: {
    readonly settings: RunSettings;
    readonly scenarioId: string;
    readonly signal: AbortSignal;
  }) {
    const { settings, scenarioId, signal } = input;
    const labId = labIdOf(settings.runId, scenarioId);
    this.#settings = settings;
    this.context = {
      labId,
      ownership: { runId: settings.runId, scenarioId, owner: settings.owner },
      secretsDir: join(settings.secretsDir, labId),
      signal,
      progress: silent,
    };
  }

  get clusters(): readonly KindCluster[] {
    return this.#clusters;
  }

  get harbors(): readonly Harbor[] {
    return this.#harbors;
  }

  /** A self-signed Harbor of its own CA, with hello-app pushed into its project `library`. */
  async harbor({ certificateFor }: LabHarborInput = {}): Promise<LabHarbor> {
    const { context } = this;
    const host = `harbor-${context.labId}${this.#harbors.length === 0 ? "" : `-${this.#harbors.length + 1}`}.tkg.test`;
    // Loaded by those who need it: the container library is large.
    const { startHarbor } = await import("../registry/index.ts");
    await this.#ground();
    const [certificates, tokenKey, toolbox] = await Promise.all([
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
    const archive = this.#settings.archives["hello-app"] ?? notPrepared("hello-app");
    const helloApp = await pushImage({ toolbox, harbor, archive, name: "library/hello-app:1.0" });
    const serveCertificateFor = async (dnsNames: readonly string[]) =>
      harbor.replaceCertificate(await issueServerCertificate({ issuer: ca, dnsNames }));
    // Filled first: pushing needs the right name.
    if (certificateFor !== undefined) await serveCertificateFor(certificateFor);
    return Object.assign(harbor, { ca, helloApp, serveCertificateFor });
  }

  /** A kind cluster of one operating system, proven to keep its traffic to itself, and its jumpbox. */
  async workloadCluster({ os }: { readonly os: NodeSystem }): Promise<LabCluster> {
    await this.#ground();
    const cluster = await createKindCluster({
      context: this.context,
      os,
      image: this.image(`node-${os}`),
      kind: this.#settings.programs.kind ?? notPrepared("kind"),
    });
    this.#owned.use(cluster);
    this.#clusters.push(cluster);
    const jumpbox = await this.toolbox();
    await Promise.all([
      jumpbox.takeKey(cluster.sshKeyFile),
      ...cluster.nodes.map((node) => checkHermetic(node, this.context.signal)),
    ]);
    return Object.assign(cluster, { jumpbox });
  }

  /** The toolbox of this scenario, started when it is first needed. */
  toolbox(): Promise<Toolbox> {
    this.#toolbox ??= (async () => {
      await this.#ground();
      return this.#owned.use(await Toolbox.start(this.context, this.image("toolbox")));
    })();
    return this.#toolbox;
  }

  /** The image of a catalogue entry that the scenario's header names. */
  image(id: AssetId): string {
    return this.#settings.images[id] ?? notPrepared(id);
  }

  /** Names of what stands, for a report on what was kept. */
  inventory(): string[] {
    return [
      ...this.#clusters.map(({ name }) => `cluster ${name}`),
      ...this.#harbors.map(({ host }) => `registry ${host}`),
    ];
  }

  /** Commands with which to use and to remove what was kept. */
  howToReach(): string[] {
    return [
      ...this.#clusters.map(({ kubeconfig }) => `export KUBECONFIG=${kubeconfig}`),
      ...this.#harbors.map(
        ({ host, port }) =>
          `curl -sk --resolve ${host}:${port}:127.0.0.1 https://${host}:${port}/api/v2.0/systeminfo`,
      ),
      `docker exec -it tkglab-${this.context.labId}-toolbox bash`,
      `tkglab sweep --run ${this.#settings.runId}`,
    ];
  }

  /** Removes everything and gives what is still there: nothing, or a leak. */
  async remove(): Promise<string[]> {
    const problems: string[] = [];
    await this.#owned.disposeAsync().catch((error: unknown) => problems.push(messageOf(error)));
    await rm(this.context.secretsDir, { recursive: true, force: true });
    const { runId, scenarioId } = this.context.ownership;
    const left = await findLeftovers(this.#settings.secretsDir, { runId, scenarioId });
    // What should not be here is reported, and taken away all the same.
    await removeLeftovers(left);
    return [...problems, ...left.map(({ kind, name }) => `${kind} ${name}`)];
  }

  /** What everything stands on: the folder for secrets and the network. */
  #ground(): Promise<void> {
    this.#prepared ??= (async () => {
      await mkdir(this.context.secretsDir, { recursive: true, mode: 0o700 });
      await ensureLabNetwork(this.context);
    })();
    return this.#prepared;
  }
}

async function newCertificates(
  dnsNames: readonly string[],
): Promise<{ readonly ca: CertificateAuthority; readonly certificate: ServerCertificate }> {
  const ca = await createRootCa();
  return { ca, certificate: await issueServerCertificate({ issuer: ca, dnsNames }) };
}

/** Six characters that no other scenario of any run has. */
function labIdOf(runId: string, scenarioId: string): string {
  return createHash("sha256").update(`${runId} ${scenarioId}`).digest("hex").slice(0, 6);
}

function notPrepared(id: string): never {
  throw new HarnessError({
    code: "internal",
    message: `Using ${id}: the scenario's header does not name it under "uses"`,
  });
}
