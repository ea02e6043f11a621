import {
  appAnswers,
  appImage,
  applyAppWorkload,
  type AppWorkload,
  billOfMaterials,
  type Change,
  deleteAppWorkload,
  fetchSourceAgain,
  giveGitCredentials,
  HarnessError,
  inspectCartographer,
  installationTimes,
  type LabSourceToUrl,
  listAsInSeed,
  ownedGone,
  ownedObjects,
  pageShows,
  pushChange,
  restoreSource,
  scenario,
  sourceFetched,
  sourceToUrl,
  watchRollOut,
  workloadOutcome,
} from "../../harness/index.ts";
import { differs, unknownAuthority } from "./platform.ts";

interface Language {
  /** The scenario is `source-to-url/<id>`. */
  readonly id: string;
  /** `Node.js` */
  readonly title: string;
  /** Whether it runs with every change or every night. */
  readonly when: "ci" | "nightly";
  /** The seed's Workload. */
  readonly app: AppWorkload;
  /** What is pushed, and what the application says then. */
  readonly change: Change;
  readonly changed: RegExp;
  /** Parts that its bill of materials names, as package URLs. */
  readonly parts: RegExp;
}

const loginOf = ({ username, password }: LabSourceToUrl["git"]) => ({ username, password });

/** From the Workload of one language to its URL, by a push to another answer, and to nothing again (seed 002). */
export function languageScenario({ id, title, when, app, change, changed, parts }: Language) {
  const { name, branch = "master" } = app;
  // A Secret of its own: others go on with theirs.
  const secret = `${name}-git`;
  return scenario({
    id: `source-to-url/${id}`,
    title: `A git push of a ${title} application becomes an image and a URL`,
    seed: "002",
    product: "plain kind",
    tags: [when, "source-to-url", id],
    differs,
    uses: sourceToUrl,
  })
    .given("platform", "cert-manager, kpack, Flux, Traefik, Cartographer and a private Harbor", ({ lab }) =>
      lab.sourceToUrl(),
    )
    .green("every part of it runs", ({ platform }) => installationTimes(platform))
    .green(
      "kapp shows what Cartographer is",
      ({ platform: { jumpbox, name: cluster, kubeconfig } }) =>
        inspectCartographer({ toolbox: jumpbox, cluster: { name: cluster, kubeconfig } }),
      { answer: /cartographer-controller +Deployment +kapp[\s\S]*Succeeded$/ },
    )
    .green("the repository is as it came", ({ platform: { git } }) =>
      restoreSource({ git, repository: name, branch }),
    )
    .given("login", "Flux has a login for the git server, and not its CA", ({ platform }) =>
      giveGitCredentials({ cluster: platform, name: secret, ...loginOf(platform.git) }),
    )
    .given("workload", "the Workload of the seed is applied", ({ platform }) =>
      applyAppWorkload({ cluster: platform, app: { ...app, params: { git_secret: secret } } }),
    )
    .red("Flux cannot fetch the source", ({ platform }) => sourceFetched({ cluster: platform, name }), {
      error: unknownAuthority,
      symptom: "N20",
    })
    .when("trusted", "the CA comes into the same Secret", ({ platform }) => {
      const { caPem } = platform.harbor;
      return giveGitCredentials({ cluster: platform, name: secret, ...loginOf(platform.git), caPem });
    })
    .green("Flux fetches the source", ({ platform }) => fetchSourceAgain({ cluster: platform, name }), {
      answer: new RegExp(`${branch}@sha1:[0-9a-f]{40}`),
    })
    .green("it becomes an image, a Deployment, a Service and an Ingress", ({ platform }) =>
      workloadOutcome({ cluster: platform, name }),
    )
    .green("its URL answers", ({ platform }) => appAnswers({ platform, name }), {
      answer: /^Hello World!\n$/,
    })
    .green("the page in the cluster shows it", ({ platform }) => pageShows({ platform, name }), {
      answer: new RegExp(`^${name} is ready: .*Deployment/${name} ready, .*Ingress/${name} ready`),
    })
    .green("kubectl get shows what the seed shows", ({ platform }) => listAsInSeed({ cluster: platform }), {
      answer: new RegExp(`^ingress\\.networking\\.k8s\\.io/${name} .* ${name}-127-0-0-1\\.sslip\\.io `, "m"),
    })
    .green("the image tells its bill of materials", ({ platform }) => billOfMaterials({ platform, name }), {
      answer: parts,
    })
    .given("before", "the image is noted", ({ platform }) => appImage({ cluster: platform, name }))
    .green(
      "a push becomes another answer, and no request is lost",
      ({ platform }) =>
        watchRollOut({
          platform,
          name,
          tellFlux: true,
          push: () => pushChange({ git: platform.git, repository: name, branch, change }),
          expected: changed,
        }),
      { answer: / 0 lost; "Hello World!" \d+ times, then "[^"]+" \d+ times$/ },
    )
    .check("the image is another", async ({ platform, before }) => {
      const after = await appImage({ cluster: platform, name });
      if (after !== before) return;
      const message = `Comparing the images of ${name}: it is ${before} as before the push`;
      throw new HarnessError({ code: "check", message });
    })
    .given("owned", "what the Workload owns is listed", ({ platform }) =>
      ownedObjects({ cluster: platform, name }),
    )
    .green("the Workload is deleted", ({ platform }) => deleteAppWorkload({ cluster: platform, name }))
    .green("and everything that it owned is gone", ({ platform, owned }) =>
      ownedGone({ cluster: platform, objects: owned }),
    );
}
