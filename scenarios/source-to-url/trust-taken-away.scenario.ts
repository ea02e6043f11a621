import {
  applyAppWorkload,
  nameBuildImages,
  readBuildImages,
  relocateBundle,
  resolveImages,
  scenario,
  sourceToUrl,
} from "../../harness/index.ts";
import { differs } from "./platform.ts";
import { goesOn, inspect, name, type Place, repository, x509 } from "./trust.ts";
import { imagePlaces, images } from "./trust-images.ts";
import { node } from "./trust-node.ts";
import { flux, kpackController } from "./trust-places.ts";

const places: readonly Place[] = [flux, kpackController, ...images, node];

const begin = scenario({
  id: "source-to-url/trust-taken-away",
  title: "Whoever trusts the registry no more says so itself, and goes on when it does again",
  seed: "002",
  product: "plain kind",
  tags: ["nightly", "source-to-url", "trust"],
  differs: [
    ...differs,
    "the CA comes into the images of builds by a layer: cert-injection-webhook is in no package registry",
    "analyze, restore and export are one image, the stack's build image: the first of them says so for all; detect and build meet no registry",
    "Flux hands sources to kpack over plain HTTP inside the cluster, where no CA is needed",
  ],
  uses: sourceToUrl,
})
  .given("platform", "a platform of its own", ({ lab }) => lab.sourceToUrl({ own: true }))
  .given("images", "what builds run in is in Harbor without the CA too", async ({ platform }) => {
    const trusting = await readBuildImages({ cluster: platform });
    await platform.repair({ withoutCa: imagePlaces });
    const plain = await readBuildImages({ cluster: platform });
    await nameBuildImages({ cluster: platform, images: trusting });
    return { trusting, plain };
  })
  .red(
    "imgpkg copies nothing into Harbor, unless it is told of the CA",
    ({ lab, platform: { jumpbox: toolbox, harbor } }) =>
      relocateBundle({
        toolbox,
        harbor,
        bundle: lab.folder("bundle-cartographer"),
        repository: "demo/again",
      }),
    { error: new RegExp(`^imgpkg: Error: [^]*${x509}`, "m"), symptom: "P01" },
  )
  .green(
    "imgpkg copies Cartographer's bundle with --registry-ca-cert-path",
    ({ lab, platform: { jumpbox: toolbox, harbor } }) => {
      const bundle = lab.folder("bundle-cartographer");
      return relocateBundle({ toolbox, harbor, bundle, repository: "demo/again", caPem: harbor.caPem });
    },
    { answer: /importing \d+ images/ },
  )
  .red(
    "kbld resolves no tag",
    ({ platform: { jumpbox: toolbox, harbor }, images: { trusting } }) =>
      resolveImages({ toolbox, harbor, image: trusting.stack.run }),
    { error: new RegExp(`^kbld: Error: [^]*${x509}`, "m"), symptom: "P01" },
  )
  .green(
    "kbld resolves it with --registry-ca-cert-path",
    ({ platform: { jumpbox: toolbox, harbor }, images: { trusting } }) =>
      resolveImages({ toolbox, harbor, image: trusting.stack.run, caPem: harbor.caPem }),
    { answer: /image: harbor-\S+\/demo\/stack\/run@sha256:[0-9a-f]{64}$/m },
  )
  .given("workload", "a Workload is applied", ({ platform }) =>
    applyAppWorkload({ cluster: platform, app: { name, repository } }),
  )
  .green("where everybody trusts it becomes an application", (stage) => goesOn.run(stage))
  .green("tkglab inspect finds every place in order", ({ platform }) => inspect(platform));

export default places
  .reduce((before, { who, takeAway, red, giveBack, green }) => {
    const taken = before.check(`${who}: the CA is taken away`, async (stage) => {
      await takeAway(stage);
    });
    const refused = red.reduce(
      (steps, { title, run, text, symptom }) =>
        steps.red(`${who}: ${title}`, run, { error: text, ...(symptom === undefined ? {} : { symptom }) }),
      taken,
    );
    const given = refused.check(`${who}: it has the CA again`, async (stage) => {
      await giveBack(stage);
    });
    return green.reduce(
      (steps, { title, run, text }) => steps.green(`${who}: ${title}`, run, { answer: text }),
      given,
    );
  }, begin)
  .green("tkglab inspect finds every place in order again", ({ platform }) => inspect(platform));
