/**
 * `npm run bench`: pairs the harness with the plain commands in one run and prints the ratios. Everything has to be
 * built before (scripts/run does that), because nothing here measures a build.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { $ } from "zx";
import { labels } from "../harness/core/labels.ts";
import { thisOwner } from "../harness/core/owner.ts";
import { newRunId } from "../harness/core/run-id.ts";
import { printFigure } from "./parts/figures.ts";
import { project } from "./parts/in-project.ts";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });
const rounds = Number(values.rounds);
const main = join(project, "harness/cli/main.ts");
const runId = newRunId();
const label = `${labels.run}=${runId}`;
$.quiet = true;

/** One thing measured both ways. */
interface Pair {
  readonly what: string;
  readonly bar: number;
  readonly harness: () => Promise<number>;
  readonly byHand: () => Promise<number>;
}

const environment = await readEnvironment();
const memory: number[] = [];
const firstStep: number[] = [];

const pairs: readonly Pair[] = [
  {
    what: "kind cluster, created and Ready",
    bar: 1.1,
    harness: clusterByHarness,
    byHand: clusterByHand,
  },
  {
    what: "hello-app red to green on Photon, warm",
    bar: 1.15,
    harness: scenarioByHarness,
    byHand: scenarioByHand,
  },
];

try {
  for (const pair of pairs) await measure(pair);
  printFigure("resident memory of the harness at its peak, MiB", Math.max(...memory), 300);
  printFigure("warm start to the first step, s", median(firstStep), 3);
} finally {
  await $`node ${main} sweep --run ${runId}`;
}

/** Both sides in turn, so that whatever else the machine does meets both; medians are compared. */
async function measure({ what, bar, harness, byHand }: Pair): Promise<void> {
  const times = { harness: [] as number[], byHand: [] as number[] };
  for (let round = 1; round <= rounds; round += 1) {
    times.byHand.push(await byHand());
    times.harness.push(await harness());
    process.stderr.write(
      `${what}, round ${round}: by hand ${last(times.byHand)} s, harness ${last(times.harness)} s\n`,
    );
  }
  const [ours, theirs] = [median(times.harness), median(times.byHand)];
  process.stdout.write(`${what}: harness ${ours.toFixed(1)} s, by hand ${theirs.toFixed(1)} s\n`);
  printFigure("  ratio", ours / theirs, bar);
}

/** The scenario `bench/cluster` does nothing but create a cluster; its step says how long that took. */
async function clusterByHarness(): Promise<number> {
  const { steps } = await scenario("cluster", join(project, "fixtures/bench"));
  const step = steps.find(({ name }) => name === "cluster");
  return (step?.durationMs ?? Number.NaN) / 1000;
}

async function clusterByHand(): Promise<number> {
  await using work = await workFolder();
  const { KIND, KUBECTL, NODE_IMAGE } = environment;
  const name = `tkglab-bench-${runId.slice(-6)}`;
  const kubeconfig = join(work.path, "kubeconfig");
  const image = await labelled(NODE_IMAGE);
  const start = performance.now();
  await $`${KIND} create cluster --name ${name} --image ${image} --kubeconfig ${kubeconfig}`;
  await $`${KUBECTL} --kubeconfig ${kubeconfig} --cache-dir ${join(work.path, "cache")} wait --for=condition=Ready node --all --timeout=240s`;
  const seconds = (performance.now() - start) / 1000;
  await $`${KIND} delete cluster --name ${name} --kubeconfig ${kubeconfig}`;
  return seconds;
}

/** From the command to its end, start-up, report and clean-up included. */
async function scenarioByHarness(): Promise<number> {
  const { seconds } = await scenario("photon-node-by-ssh", join(project, "scenarios"));
  return seconds;
}

async function scenarioByHand(): Promise<number> {
  await using work = await workFolder();
  const env = {
    ...process.env,
    ...environment,
    NODE_IMAGE: await labelled(environment.NODE_IMAGE),
    NAME: `tkglab-bench-${runId.slice(-6)}`,
    LABEL: label,
    WORK: work.path,
  };
  const start = performance.now();
  await $({ env })`${join(project, "fixtures/bench/hello-app-by-hand.sh")}`;
  return (performance.now() - start) / 1000;
}

interface Measured {
  readonly seconds: number;
  readonly steps: readonly { readonly name: string; readonly durationMs: number }[];
}

/** Runs one scenario as people do, and watches its process. */
async function scenario(pattern: string, folder: string): Promise<Measured> {
  await using report = await workFolder();
  const start = performance.now();
  const began = Date.now();
  const child = $`node ${main} run ${pattern} --scenarios ${folder} --report-dir ${report.path}`;
  const watch = watchMemory(child.pid);
  await child;
  const seconds = (performance.now() - start) / 1000;
  memory.push(await watch.peak());
  const results: unknown = JSON.parse(await readFile(join(report.path, "results.json"), "utf8"));
  // as: docs/results.schema.json promises it.
  const [result] = (results as { readonly scenarios: readonly (Measured & { readonly startedAt: string })[] })
    .scenarios;
  if (result === undefined) throw new Error(`${pattern}: no such scenario in the report`);
  firstStep.push((Date.parse(result.startedAt) - began) / 1000);
  return { seconds, steps: result.steps };
}

/** The kernel keeps the peak itself (VmHWM); it has to be read before the process ends. */
function watchMemory(pid: number | undefined) {
  let peak = 0;
  const look = setInterval(() => {
    void readFile(`/proc/${pid ?? 0}/status`, "utf8").then(
      (status) => (peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)),
      () => undefined,
    );
  }, 200);
  return {
    peak: () => {
      clearInterval(look);
      return Promise.resolve(peak);
    },
  };
}

/** The paths and images of the catalogue, as `tkglab images env` prints them. */
async function readEnvironment() {
  const { stdout } = await $`node ${main} images env`;
  const entries = stdout.split("\n").flatMap((line) => {
    const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  const found = new Map(entries);
  const value = (name: string) => {
    const text = found.get(name);
    if (text === undefined) throw new Error(`tkglab images env names no ${name}`);
    return text;
  };
  return {
    KIND: value("TKGLAB_KIND"),
    KUBECTL: value("TKGLAB_KUBECTL"),
    NODE_IMAGE: value("TKGLAB_NODE_IMAGE"),
    HARBOR_IMAGE: value("TKGLAB_HARBOR_IMAGE"),
    TOOLBOX_IMAGE: value("TKGLAB_TOOLBOX_IMAGE"),
    HELLO_APP_ARCHIVE: value("TKGLAB_HELLO_APP_ARCHIVE"),
  };
}

/** The node image under our label, so that whatever happens here, a sweep finds it. */
async function labelled(image: string): Promise<string> {
  const tag = `tkglab.test/bench-${runId.slice(-6)}:node`;
  const input = `FROM ${image}\n`;
  await $({
    input,
  })`docker build --quiet --label ${label} --label ${labels.owner}=${thisOwner()} --tag ${tag} -`;
  return tag;
}

async function workFolder() {
  const path = await mkdtemp(join(tmpdir(), "tkglab-bench-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

function last(values: readonly number[]): string {
  return values.at(-1)?.toFixed(1) ?? "-";
}
