/**
 * `npm run bench:packages`: packages from the private registry by the harness beside the plain commands, in one run.
 * Everything has to be built before (a run of these scenarios does that).
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "zx";
import { printFigure, timed } from "./parts/figures.ts";
import { project } from "./parts/in-project.ts";

const main = join(project, "harness/cli/main.ts");
const namespace = "tkg-package-install";
$.quiet = true;

interface Step {
  readonly name: string;
  readonly durationMs: number;
}
interface Results {
  readonly run: { readonly id: string };
  readonly scenarios: readonly { readonly durationMs: number; readonly steps: readonly Step[] }[];
}

const work = await mkdtemp(join(tmpdir(), "tkglab-bench-"));
let kept: string | undefined;
try {
  const { steps } = await scenario("kapp-controller/package-from-harbor");
  const standing = steps.findIndex(({ name }) => name === "cluster") + 1;
  const sum = steps.slice(standing).reduce((total, { durationMs }) => total + durationMs, 0);
  printFigure("package-from-harbor on clusters that stand, s", sum / 1000, 90);

  const cartographer = await scenario("kapp-controller/cartographer-package", "--keep=always");
  printFigure("cartographer-package with its cluster, s", cartographer.durationMs / 1000, 180);
  const kubeconfig = /^ *export KUBECONFIG=(\S+)/m.exec(cartographer.said)?.[1] ?? "";
  const ours = await install(kubeconfig);
  const theirs = await installByHand(kubeconfig);
  printFigure("tanzu package install cartographer, more than by hand, s", (ours - theirs) / 1000, 3);
} finally {
  if (kept !== undefined) await $`node ${main} sweep --run ${kept}`.nothrow();
  await rm(work, { recursive: true });
}

/** Runs a scenario, and gives what its report and its last words say. */
async function scenario(id: string, ...options: readonly string[]) {
  const dir = join(work, id.replace("/", "-"));
  const { stdout, stderr } = await $`node ${main} run ${id} --report-dir ${dir} ${options}`;
  // as: our own schema
  const results = JSON.parse(await readFile(join(dir, "results.json"), "utf8")) as Results;
  if (options.length > 0) kept = results.run.id;
  const [one] = results.scenarios;
  if (one === undefined) throw new Error(`${id} is not in its own report`);
  return { ...one, said: `${stdout}\n${stderr}` };
}

async function install(kubeconfig: string): Promise<number> {
  const target = ["--namespace", namespace, "--kubeconfig", kubeconfig];
  await $`node ${main} tanzu package installed delete cartographer --yes ${target}`;
  const what = ["--package-name", "cartographer.carto.run", "--version", "0.0.7"];
  const { ms } = await timed(() => $`node ${main} tanzu package install cartographer ${what} ${target}`);
  return ms;
}

/** The same with kubectl alone: an account, its rights, a PackageInstall, and waiting for it. */
async function installByHand(kubeconfig: string): Promise<number> {
  const { stdout: environment } = await $`node ${main} images env`;
  const kubectl = /^TKGLAB_KUBECTL=(.*)$/m.exec(environment)?.[1] ?? "";
  const options = ["--kubeconfig", kubeconfig, "--cache-dir", join(work, "cache"), "--namespace", namespace];
  await $`node ${main} tanzu package installed delete cartographer --yes --namespace ${namespace} --kubeconfig ${kubeconfig}`;
  const account = "cartographer-by-hand";
  const file = join(work, "install.json");
  await writeFile(file, JSON.stringify({ apiVersion: "v1", kind: "List", items: objectsOf(account) }));
  const { ms } = await timed(async () => {
    await $`${kubectl} ${options} apply --filename ${file}`;
    await $`${kubectl} ${options} wait packageinstall/cartographer --for=condition=ReconcileSucceeded --timeout=300s`;
  });
  return ms;
}

function objectsOf(account: string): object[] {
  const rbac = "rbac.authorization.k8s.io";
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: account, namespace } },
    {
      ...{ apiVersion: `${rbac}/v1`, kind: "ClusterRoleBinding", metadata: { name: account } },
      roleRef: { apiGroup: rbac, kind: "ClusterRole", name: "cluster-admin" },
      subjects: [{ kind: "ServiceAccount", name: account, namespace }],
    },
    {
      ...{ apiVersion: "packaging.carvel.dev/v1alpha1", kind: "PackageInstall" },
      metadata: { name: "cartographer", namespace },
      spec: {
        serviceAccountName: account,
        packageRef: { refName: "cartographer.carto.run", versionSelection: { constraints: "0.0.7" } },
      },
    },
  ];
}
