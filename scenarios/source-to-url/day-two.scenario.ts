import {
  appAnswers,
  appImage,
  applyAppWorkload,
  type AppWorkload,
  type Attempt,
  buildTimes,
  countBuilds,
  deleteAppWorkload,
  fetchSourceAgain,
  HarnessError,
  ownedGone,
  ownedObjects,
  pushChange,
  restoreSource,
  scenario,
  sourceToUrl,
  workloadOutcome,
} from "../../harness/index.ts";
import { differs } from "./platform.ts";

const two: readonly AppWorkload[] = [
  { name: "day-two-nodejs", repository: "hello-nodejs" },
  { name: "day-two-ruby", repository: "hello-ruby", branch: "main", env: [{ name: "PORT", value: "8080" }] },
];

const name = "day-two-golang";
/** Of its own: others change what the branch of the seed says. */
const branch = "day-two";
const golang = (target: string): AppWorkload => ({
  ...{ name, repository: "hello-golang", branch },
  env: [{ name: "TARGET", value: target }],
});

/** Several attempts at once, as one. */
async function all(attempts: readonly Promise<Attempt>[]): Promise<Attempt> {
  const done = await Promise.all(attempts);
  return {
    command: done.map(({ command }) => command).join("; "),
    succeeded: done.every(({ succeeded }) => succeeded),
    text: done.map(({ text }) => text).join("\n"),
  };
}

export default scenario({
  id: "source-to-url/day-two",
  title: "Applications are built side by side, built again from their caches, changed and taken away",
  seed: "002",
  product: "plain kind",
  tags: ["nightly", "source-to-url", "day-two"],
  differs,
  uses: sourceToUrl,
})
  .given("platform", "cert-manager, kpack, Flux, Traefik, Cartographer and a private Harbor", ({ lab }) =>
    lab.sourceToUrl(),
  )
  .given("together", "two Workloads are applied at once", ({ platform }) =>
    Promise.all(two.map((app) => applyAppWorkload({ cluster: platform, app }))),
  )
  .green("both become applications", ({ platform }) =>
    all(two.map((app) => workloadOutcome({ cluster: platform, name: app.name }))),
  )
  .green("both answer", ({ platform }) => all(two.map((app) => appAnswers({ platform, name: app.name }))), {
    answer: /^Hello .*!\n\nHello .*!\n$/,
  })
  .green("a branch for the third is pushed", ({ platform: { git } }) =>
    restoreSource({ git, repository: "hello-golang", branch, from: "master" }),
  )
  .given("workload", "a Workload with an environment variable is applied", ({ platform }) =>
    applyAppWorkload({ cluster: platform, app: golang("World") }),
  )
  .green("it becomes an application", ({ platform }) => workloadOutcome({ cluster: platform, name }))
  .green("which answers by that variable", ({ platform }) => appAnswers({ platform, name }), {
    answer: /^Hello .*World!\n$/,
  })
  .given("before", "its image is noted", ({ platform }) => appImage({ cluster: platform, name }))
  .green(
    "another value rolls it, and it answers otherwise",
    async ({ platform }) => {
      await applyAppWorkload({ cluster: platform, app: golang("Tanzu") });
      return appAnswers({ platform, name, expected: /Tanzu/ });
    },
    { answer: /^Hello .*Tanzu!\n$/ },
  )
  .check("nothing was built for that", async ({ platform, before }) => {
    const app = { cluster: platform, name };
    const [image, builds] = [await appImage(app), await countBuilds(app)];
    if (image === before && builds === 1) return;
    const message = `Looking at ${name}: its image is ${image}, which was ${before}, after ${builds} Builds`;
    throw new HarnessError({ code: "check", message });
  })
  .green("a change is pushed", ({ platform: { git } }) =>
    pushChange({
      ...{ git, repository: "hello-golang", branch },
      change: { files: ["main.go"], text: "helloworld: ", by: "hello: " },
    }),
  )
  .green("it is built", async ({ platform }) => {
    const app = { cluster: platform, name };
    const fetched = await fetchSourceAgain(app);
    return fetched.succeeded ? workloadOutcome(app) : fetched;
  })
  .green("from the cache of the first build", ({ platform }) => buildTimes({ cluster: platform, name }), {
    answer:
      /^day-two-golang-build-1: \d+ s, \d+ s of them its buildpack; .*\nday-two-golang-build-2: \d+ s, \d+ s of them its buildpack; using the cache gocache of a former build: \S+$/,
  })
  .given("owned", "what the three Workloads own is listed", async ({ platform }) => {
    const names = [...two.map((app) => app.name), name];
    return (await Promise.all(names.map((app) => ownedObjects({ cluster: platform, name: app })))).flat();
  })
  .green("they are deleted", ({ platform }) =>
    all(
      [...two.map((app) => app.name), name].map((app) => deleteAppWorkload({ cluster: platform, name: app })),
    ),
  )
  .green("and everything that they owned is gone", ({ platform, owned }) =>
    ownedGone({ cluster: platform, objects: owned }),
  );
