import {
  anotherBuild,
  appAnswers,
  applyAppWorkload,
  type AppWorkload,
  budgets,
  buildAgain,
  buildStepRuns,
  cutOffPod,
  deleteAppWorkload,
  fetchSourceAgain,
  giveRegistryAccount,
  letPodThrough,
  pushFiles,
  scenario,
  sourceToUrl,
  workloadOutcome,
} from "../../harness/index.ts";
import { helloModule } from "./hello-module.ts";
import { differs } from "./platform.ts";

const away: AppWorkload = { name: "registry-away", repository: "hello-golang", branch: "registry-away" };

/** A project of the registry, and what builds for it. */
const small = "registry-full";
const megabyte = 1024 * 1024;

export default scenario({
  id: "source-to-url/registry-trouble",
  title: "A registry that goes away during a build, or is full, is named; the next build goes through",
  seed: "002",
  product: "plain kind",
  tags: ["nightly", "source-to-url", "registry"],
  differs: [
    ...differs,
    "the registry does not stop, it refuses every connection of one build: others go on",
    "the disk that is full is the quota of a project: to fill the registry's own would stop everybody",
  ],
  uses: sourceToUrl,
})
  .given("platform", "cert-manager, kpack, Flux, Traefik, Cartographer and a private Harbor", ({ lab }) =>
    lab.sourceToUrl(),
  )
  .green("a Go module is pushed", ({ platform: { git } }) =>
    pushFiles({ git, repository: "hello-golang", branch: "registry-away", files: helloModule() }),
  )
  .given("cut", "the registry goes away while it is built", async ({ lab, platform }) => {
    await applyAppWorkload({ cluster: platform, app: away });
    const pod = await buildStepRuns({ cluster: platform, name: away.name, step: "build" });
    const cut = { node: platform.nodes[0], pod, host: platform.harbor.host };
    await cutOffPod(cut);
    lab.defer(() => letPodThrough(cut));
    return cut;
  })
  .red(
    "the image cannot be exported",
    ({ platform }) => workloadOutcome({ cluster: platform, name: away.name }),
    {
      error: /^Pod\/registry-away-build-1-build-pod\/export: ERROR: failed to [^]*connection refused/,
      symptom: "P03",
    },
  )
  .check("the registry is back", ({ cut }) => letPodThrough(cut))
  .red(
    "kpack does not try a second time by itself",
    ({ platform }) => {
      const { buildRetried: budget } = budgets;
      return anotherBuild({ cluster: platform, name: away.name, after: 1, budget });
    },
    { error: /^Waiting for kpack to begin Build 2 of registry-away: not within 20 s/ },
  )
  .green("a commit is pushed", ({ platform: { git } }) =>
    pushFiles({
      ...{ git, repository: "hello-golang", branch: "registry-away" },
      files: helloModule({ greeting: '"Hello again!"' }),
    }),
  )
  .green("it is built as if nothing had been", async ({ platform }) => {
    const app = { cluster: platform, name: away.name };
    const fetched = await fetchSourceAgain(app);
    return fetched.succeeded ? workloadOutcome(app) : fetched;
  })
  .green("it answers", ({ platform }) => appAnswers({ platform, name: away.name }), {
    answer: /^Hello again!\n$/,
  })
  .green("the Workload goes", ({ platform }) => deleteAppWorkload({ cluster: platform, name: away.name }))
  .given("room", "a project that holds 1 MiB, and who may enter it", async ({ platform }) => {
    const { api, host } = platform.harbor;
    // Public: the kubelet's login is for another one.
    await api.createProject({ name: small, public: true, storageLimit: megabyte });
    // Of the whole registry: what an image is built on lies in the other project.
    const robot = await api.createRobot({ name: small, actions: ["pull", "push"] });
    const login = { username: robot.name, password: robot.secret };
    await giveRegistryAccount({ cluster: platform, name: small, host, ...login });
  })
  .red(
    "an image does not fit",
    async ({ platform }) => {
      const params = { registry: `${platform.harbor.host}/${small}`, service_account: small };
      await applyAppWorkload({ cluster: platform, app: { name: small, repository: "hello-nodejs", params } });
      return workloadOutcome({ cluster: platform, name: small });
    },
    {
      error:
        /^Pod\/registry-full-build-1-build-pod\/export: ERROR: failed to export: [^]*adding [\d.]+ MiB of storage resource, which when updated to current usage of [\d.]+ \w+ will exceed the configured upper limit of 1\.0 MiB/,
      symptom: "P04",
    },
  )
  .check("there is room for it, and kpack is told to build again", async ({ platform }) => {
    const app = { cluster: platform, name: small };
    await platform.harbor.api.limitStorage(small, -1);
    await buildAgain(app);
    await anotherBuild({ ...app, after: 1 });
  })
  .green("it becomes an application", ({ platform }) => workloadOutcome({ cluster: platform, name: small }))
  .green("which answers", ({ platform }) => appAnswers({ platform, name: small }), {
    answer: /^Hello .*!\n$/,
  })
  .green("the Workload goes", ({ platform }) => deleteAppWorkload({ cluster: platform, name: small }));
