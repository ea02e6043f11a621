/**
 * `npm run bench:supervisor`: vSphere with Tanzu as its operators meet it, with kubectl. Everything has to be built before
 * (`tkglab up supervisor` does that), and no such environment may stand: this one brings up its own and takes it down.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "zx";
import { systemClock } from "../harness/core/clock.ts";
import { clusterApiObjects } from "./parts/cluster-api-objects.ts";
import { contractEnvironment } from "./parts/contract-environment.ts";
import { printFigure, timed } from "./parts/figures.ts";
import { tkglab } from "./parts/in-project.ts";
import { memoryOfPods } from "./parts/pod-memory.ts";
import { readRotation } from "./parts/rotation.ts";
import { type Kubectl, namespace, tkc, tkcUser, type TkcUser } from "./parts/tkc-user.ts";
import { WatchedObjects } from "./parts/watched-objects.ts";

/** TanzuKubernetesClusters whose machines nobody makes. */
const idle = Array.from({ length: 20 }, (_, index) => `idle-${index + 1}`);

/** For half a minute, longer than the kubelet takes to look again. */
const looks = 6;
const pause = 5_000;

const system = "vmware-system-tkg";
const inNamespace = ["--namespace", namespace];
const patience = "--timeout=300s";
$.quiet = true;

const work = await mkdtemp(join(tmpdir(), "tkglab-bench-"));
try {
  const user = await raise();
  try {
    await user.kubectl("create", "namespace", namespace);
    await measureCreation(user);
    await measureController(user);
  } finally {
    await $`${tkglab("down", "supervisor")}`;
  }
  await measureRotation();
} finally {
  await rm(work, { recursive: true });
}

async function raise(): Promise<TkcUser> {
  const { ms, value: usage } = await timed(async () => (await $`${tkglab("up", "supervisor")}`).stdout);
  printFigure("Supervisor ready, from the command, s", ms / 1000, 90);
  const kubeconfig = /^export KUBECONFIG=([^:\s]+)/m.exec(usage)?.[1] ?? "";
  const { TKGLAB_KUBECTL: binary = "kubectl" } = await contractEnvironment();
  const kubectl: Kubectl = (...args) =>
    $`${binary} --kubeconfig ${kubeconfig} --cache-dir ${join(work, "cache")} ${args}`;
  return tkcUser({ kubectl, binary, work });
}

/** The same cluster twice: as a TanzuKubernetesCluster, and as the Cluster API objects that it becomes. */
async function measureCreation(user: TkcUser): Promise<void> {
  const { kubectl } = user;
  const ours = await timed(async () => {
    await user.apply([tkc("bench-a")]);
    await kubectl(
      "wait",
      "tanzukubernetescluster/bench-a",
      ...inNamespace,
      "--for=condition=Ready",
      patience,
    );
    await user.usable("bench-a", 2);
  });
  printFigure("TanzuKubernetesCluster 1 + 1 usable, from apply, s", ours.ms / 1000, 75);
  const objects = await clusterApiObjects(kubectl, "bench-a", "bench-b");
  await kubectl("delete", "tanzukubernetescluster/bench-a", ...inNamespace, patience);

  const theirs = await timed(async () => {
    await user.apply(objects.cluster);
    await kubectl(
      "wait",
      "cluster/bench-b",
      ...inNamespace,
      "--for=condition=ControlPlaneInitialized",
      patience,
    );
    await user.apply(objects.addons(await endpointOf(kubectl, "bench-b")));
    await kubectl("wait", "app/bench-b-cni", ...inNamespace, "--for=condition=ReconcileSucceeded", patience);
    await kubectl(
      "wait",
      "machine",
      "--all",
      ...inNamespace,
      "--for=jsonpath={.status.phase}=Running",
      patience,
    );
    await kubectl(
      "wait",
      "kubeadmcontrolplane",
      "--all",
      ...inNamespace,
      "--for=jsonpath={.status.readyReplicas}=1",
      patience,
    );
    await kubectl(
      "wait",
      "machinedeployment",
      "--all",
      ...inNamespace,
      "--for=jsonpath={.status.readyReplicas}=1",
      patience,
    );
    await user.usable("bench-b", 2);
  });
  printFigure("  more than its Cluster API objects by hand, s", (ours.ms - theirs.ms) / 1000, 5);
  await kubectl("delete", "cluster/bench-b", ...inNamespace, patience);
}

/** How soon the controller acts, and what it holds, with clusters of which Cluster API makes nothing. */
async function measureController(user: TkcUser): Promise<void> {
  const { kubectl } = user;
  await setClusterApiAside(kubectl);
  const watch = (kind: string, line: string) => {
    const output = ["--watch", "--output", `jsonpath=${line}{"\\n"}`];
    return new WatchedObjects(kubectl("get", kind, ...inNamespace, ...output));
  };
  const clusters = "tanzukubernetesclusters";
  await using asked = watch(clusters, "{.metadata.name} {.metadata.generation}");
  await using said = watch(clusters, "{.metadata.name} {.status.observedGeneration}");
  await using made = watch("machinedeployments", "{.spec.clusterName} {.spec.replicas}");
  const delays: number[] = [];
  for (const name of idle) {
    // Made with one worker, changed to two: the generation is the same number.
    for (const workers of [1, 2]) {
      await user.apply([tkc(name, workers)]);
      const line = `${name} ${workers}`;
      const [from, ...to] = await Promise.all([asked, made, said].map((objects) => objects.at(line)));
      delays.push(Math.max(...to) - (from ?? Number.NaN));
    }
  }
  printFigure(
    `TanzuKubernetesCluster made or changed, to its Cluster API objects and status, worst of ${delays.length}, s`,
    Math.max(...delays) / 1000,
    1,
  );
  const memory = await memoryOfController(kubectl);
  printFigure(`controller's memory with ${idle.length} idle TanzuKubernetesClusters, MiB`, memory, 120);
}

/** Has Cluster API look at no cluster any more; its webhooks go on, without which nobody may make one. */
async function setClusterApiAside(kubectl: Kubectl): Promise<void> {
  const { stdout } = await kubectl(
    ...["get", "deployments", "--all-namespaces", "--selector", "cluster.x-k8s.io/provider"],
    ...["--output", 'jsonpath={range .items[*]}{.metadata.namespace} {.metadata.name}{"\\n"}{end}'],
  );
  const add = [
    { op: "add", path: "/spec/template/spec/containers/0/args/-", value: "--watch-filter=nobody" },
  ];
  for (const line of stdout.trim().split("\n")) {
    const [where = "", name = ""] = line.split(" ");
    const which = [`deployment/${name}`, "--namespace", where];
    await kubectl("patch", ...which, "--type", "json", "--patch", JSON.stringify(add));
    await kubectl("rollout", "status", ...which, patience);
  }
}

/** The most that it holds within a while in which nothing happens. */
async function memoryOfController(kubectl: Kubectl): Promise<number> {
  const { stdout: node } = await kubectl("get", "node", "--output", "jsonpath={.items[0].metadata.name}");
  const seen: number[] = [];
  while (seen.length < looks) {
    await systemClock.pause(pause);
    const { stdout: summary } = await kubectl("get", "--raw", `/api/v1/nodes/${node}/proxy/stats/summary`);
    seen.push(memoryOfPods(summary, system));
  }
  return Math.max(...seen);
}

async function endpointOf(kubectl: Kubectl, cluster: string): Promise<string> {
  const endpoint = "{.spec.controlPlaneEndpoint.host}:{.spec.controlPlaneEndpoint.port}";
  const { stdout } = await kubectl(
    ...["get", "cluster", cluster, ...inNamespace, "--output", `jsonpath=${endpoint}`],
  );
  return stdout;
}

/** The scenario that rotates a cluster's certificates says in a proof how long both took. */
async function measureRotation(): Promise<void> {
  const report = join(work, "report");
  // A glob fits the whole id: the plain words would fit that with three control planes too.
  await $`${tkglab("run", "supervisor/rotate-certificate[s]", "--report-dir", report)}`;
  const ratio = readRotation(await readFile(join(report, "results.json"), "utf8"));
  printFigure("rotation of certificates, in times of Cluster API's own roll-out", ratio, 1.05);
}
