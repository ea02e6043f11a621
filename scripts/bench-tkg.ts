/**
 * `npm run bench:tkg`: standalone TKG by the harness beside the plain commands, in one run. Everything has to be built
 * before (`tkglab up tkg` does that), and no environment may stand: this one brings up its own and takes it down.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $, type ProcessPromise } from "zx";
import { labels } from "../harness/core/labels.ts";
import { memoryOfContainers } from "./parts/containers-memory.ts";
import { printFigure, timed } from "./parts/figures.ts";
import { project } from "./parts/in-project.ts";

const main = join(project, "harness/cli/main.ts");
const namespace = "default";
$.quiet = true;

const work = await mkdtemp(join(tmpdir(), "tkglab-bench-"));
try {
  const { ms: upMs, value: usage } = await timed(async () => (await $`node ${main} up tkg`).stdout);
  printFigure("management cluster and Harbor ready, from the command, s", upMs / 1000, 75);
  const kubeconfig = /^export KUBECONFIG=(\S+)/m.exec(usage)?.[1] ?? "";
  const { stdout: environment } = await $`node ${main} images env`;
  const kubectl = /^TKGLAB_KUBECTL=(.*)$/m.exec(environment)?.[1] ?? "";
  const plain = (...args: readonly string[]) =>
    $`${kubectl} --kubeconfig ${kubeconfig} --cache-dir ${join(work, "cache")} ${args}`;

  const ours = await timed(async () => $`node ${main} tanzu cluster create -f ${await configOf("bench-a")}`);
  printFigure("workload cluster 1 + 1 ready, from the command, s", ours.ms / 1000, 70);
  printFigure("memory of management cluster, 1 + 1 and Harbor, GiB", await memoryOfContainers(labels.run), 5);
  const addons = await addonsOf("bench-a", plain);
  await $`node ${main} tanzu cluster delete bench-a --yes`;

  const manifests = join(work, "bench-b.manifests.yaml");
  await writeFile(
    manifests,
    (await $`node ${main} tanzu cluster create -f ${await configOf("bench-b")} --dry-run`).stdout,
  );
  const theirs = await timed(() => createByHand("bench-b", manifests, addons, plain));
  printFigure("  more than by hand, s", (ours.ms - theirs.ms) / 1000, 5);
  await $`node ${main} down tkg`;

  await $`node ${main} run tkg/existing-cluster-photon --report-dir ${join(work, "report")}`;
  printFigure("existing cluster, its steps over Cluster API's own work", await overClusterApi(), 1.05);
} finally {
  await $`node ${main} down tkg`.nothrow();
  await rm(work, { recursive: true });
}

type Kubectl = (...args: readonly string[]) => ProcessPromise;

async function configOf(cluster: string): Promise<string> {
  const file = join(work, `${cluster}.yaml`);
  await writeFile(file, `CLUSTER_NAME: ${cluster}\n`);
  return file;
}

/** What TKG's addons manager makes for a cluster, as the harness made it for one. */
async function addonsOf(cluster: string, kubectl: Kubectl): Promise<string> {
  const names = [`app/${cluster}-cni`, `app/${cluster}-kapp-controller`, `configmap/${cluster}-cni-addon`];
  const { stdout } = await kubectl("get", ...names, "--namespace", namespace, "--output", "json");
  // as: `kubectl get` of several names prints a List
  const { items } = JSON.parse(stdout) as { readonly items: readonly Record<string, unknown>[] };
  const bare = items.map(({ apiVersion, kind, metadata, spec, data }) => ({
    ...{ apiVersion, kind, spec, data },
    // as: every object has a name
    metadata: { name: (metadata as { readonly name: string }).name, namespace },
  }));
  return JSON.stringify({ apiVersion: "v1", kind: "List", items: bare });
}

/** The same with kubectl alone, as somebody would write it into a script. */
async function createByHand(
  cluster: string,
  manifests: string,
  addons: string,
  kubectl: Kubectl,
): Promise<void> {
  const wait = (what: string, ...args: readonly string[]) =>
    kubectl("wait", what, ...args, "--namespace", namespace, "--timeout=300s");
  await kubectl("apply", "--filename", manifests);
  await wait(`cluster/${cluster}`, "--for=condition=ControlPlaneInitialized");
  const endpoint = "{.spec.controlPlaneEndpoint.host}:{.spec.controlPlaneEndpoint.port}";
  const { stdout } = await kubectl(
    ...["get", "cluster", cluster, "--namespace", namespace, "--output", `jsonpath=${endpoint}`],
  );
  const file = join(work, "addons.json");
  const theirs = addons
    .replaceAll("bench-a", cluster)
    .replaceAll(/endpoint: [\d.]+:\d+/g, `endpoint: ${stdout}`);
  await writeFile(file, theirs);
  await kubectl("apply", "--filename", file);
  await wait(`app/${cluster}-cni`, "--for=condition=ReconcileSucceeded");
  await wait(`app/${cluster}-kapp-controller`, "--for=condition=ReconcileSucceeded");
  await wait("machine", "--all", "--for=jsonpath={.status.phase}=Running");
  await wait(`kubeadmcontrolplane/${cluster}-control-plane`, "--for=jsonpath={.status.readyReplicas}=1");
  await wait(`machinedeployment/${cluster}-md-0`, "--for=jsonpath={.status.readyReplicas}=1");
}

/** The steps in which the scenario waits for Cluster API: it makes, rolls and configures machines. */
const ofClusterApi = ["tkg", "cluster", "applied", "rolled", "configured", "restarted"];

/** How long all steps of the run before took, in times of those that Cluster API did. */
async function overClusterApi(): Promise<number> {
  const text = await readFile(join(work, "report/results.json"), "utf8");
  // as: our own schema
  const { scenarios } = JSON.parse(text) as {
    readonly scenarios: readonly {
      readonly steps: readonly { readonly name: string; readonly durationMs: number }[];
    }[];
  };
  const steps = scenarios[0]?.steps ?? [];
  const sum = (some: typeof steps) => some.reduce((total, { durationMs }) => total + durationMs, 0);
  return sum(steps) / sum(steps.filter(({ name }) => ofClusterApi.includes(name)));
}
