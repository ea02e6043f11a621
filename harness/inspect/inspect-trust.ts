import { type Clock, systemClock } from "../core/clock.ts";
import { silent, type Progress } from "../core/progress.ts";
import { openCluster, type OpenCluster } from "./cluster/open-cluster.ts";
import { readNodeList, readPods, readRefusals } from "./cluster/read-cluster.ts";
import { judgeGitRepository } from "./flux/judge-git-repository.ts";
import { readGitRepositories } from "./flux/read-git-repositories.ts";
import { type Inspection, inspectionSchema, isGood, type Place } from "./inspection.ts";
import { judgeBundle } from "./kapp-controller/judge-bundle.ts";
import { judgeConfig } from "./kapp-controller/judge-config.ts";
import { readKappControllers } from "./kapp-controller/read-kapp-controller.ts";
import { judgeBuildSteps } from "./kpack/judge-build-steps.ts";
import { judgeController } from "./kpack/judge-controller.ts";
import { judgeKpackLogin } from "./kpack/judge-login.ts";
import { type KpackFacts, readKpack } from "./kpack/read-kpack.ts";
import { judgeNode } from "./node/judge-node.ts";
import { readNodes } from "./node/read-docker-nodes.ts";
import { judgePullSecrets } from "./pull-secret/judge-pull-secrets.ts";
import { readPullSecrets } from "./pull-secret/read-pull-secrets.ts";
import { type JudgedRegistry, judgeRegistry } from "./registry/judge-registry.ts";
import { readRegistry } from "./registry/read-registry.ts";
import { registryAddress } from "./registry/registry-address.ts";

export interface InspectTrustInput {
  /** The kubeconfig's file. */
  readonly kubeconfig: string;
  /** `https://<host>[:<port>]`, as clients name it. */
  readonly registry: string;
  /** `<host>:<port>` to connect to instead, where the name does not resolve or a port is published. */
  readonly connect?: string;
  /** Where kapp-controller is looked for too, and the only one whose imagePullSecrets are looked at. */
  readonly namespace?: string;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

/**
 * Lists every place of a cluster that needs a registry's CA, how it stands there, and what to do. Changes nothing: it reads
 * the API, logs of builds among it, runs `cat` in kapp-controller's containers, and reads nodes that are containers of this host.
 * @throws HarnessError `usage` or `bad-input` for what is no kubeconfig or no registry; `unreachable` when one of both
 * does not answer.
 */
export async function inspectTrust(input: InspectTrustInput): Promise<Inspection> {
  const { namespace, signal, progress = silent, clock = systemClock } = input;
  const address = registryAddress(input.registry, input.connect);
  const cluster = await openCluster(input.kubeconfig, signal);
  progress.now(`looking at the registry ${address.host}`);
  const registry = judgeRegistry(address, await readRegistry(address, signal), clock.now());
  progress.now("looking at the nodes");
  const nodes = await inspectNodes(cluster, registry, signal);
  const pods = await readPods(cluster, namespace);
  progress.now("looking at kapp-controller");
  const controllers = await readKappControllers({ cluster, pods, namespace, signal });
  progress.now("looking at kpack and Flux");
  const kpack = await readKpack({ cluster, pods, host: address.host });
  const repositories = await readGitRepositories(cluster);
  progress.now("looking at imagePullSecrets");
  const pullers = await readPullSecrets({ cluster, registry, pods, namespace, signal });
  const places = [
    registry.place,
    ...nodes,
    ...controllers.flatMap((facts) => {
      const config = judgeConfig(facts, registry);
      return [config, ...facts.bundles.map((bundle) => judgeBundle(bundle, facts, config, registry))];
    }),
    ...(kpack === undefined ? [] : judgeKpack(kpack, registry)),
    ...repositories.map((facts) => judgeGitRepository(facts, registry)),
    ...pullers.map((facts) => judgePullSecrets(facts, registry)),
  ];
  return { schema: inspectionSchema, registry: registry.inspected, places, ok: places.every(isGood) };
}

function judgeKpack(facts: KpackFacts, registry: JudgedRegistry): readonly Place[] {
  const controllers = facts.controllers.map((controller) => judgeController(controller, facts, registry));
  const logins = facts.logins.map((login) => judgeKpackLogin(login, registry));
  return [...controllers, ...judgeBuildSteps(facts, registry), ...logins];
}

async function inspectNodes(
  cluster: OpenCluster,
  registry: JudgedRegistry,
  signal: AbortSignal | undefined,
): Promise<readonly Place[]> {
  const { expected, address } = registry;
  const listed = await readNodeList(cluster);
  if (!("value" in listed)) {
    const detail = "refused" in listed ? listed.refused : "the API server knows no nodes";
    const cure = "ask with a kubeconfig that may list nodes";
    return [{ kind: "node", name: "*", state: "unknown", found: [], expected, detail, cure }];
  }
  const refusals = await readRefusals(cluster, address.host);
  const read = await readNodes({ nodes: listed.value, host: address.host, signal });
  return listed.value.map(({ name, address: where }, at) => {
    const reading = read[at]?.reading ?? { unread: "it was not looked at" };
    const ofNode = refusals.filter(({ node }) => node === name).map(({ message }) => message);
    return judgeNode({ name, address: where, reading, refusals: ofNode }, registry);
  });
}
