import {
  appAnswers,
  applyAppWorkload,
  type AppWorkload,
  buildAgain,
  builderOrder,
  type BuilderParts,
  fetchBuilder,
  type Lab,
  refusalOf,
  scenario,
  sourceToUrl,
  workloadOutcome,
  workloadRecovers,
} from "../../harness/index.ts";
import { differs } from "./platform.ts";

const nodejs: AppWorkload = { name: "own-nodejs", repository: "hello-nodejs" };
const ruby: AppWorkload = { name: "own-ruby", repository: "hello-ruby", branch: "main" };

/** A builder of some buildpacks, in the words of `--builder`; each image is named as this host's Docker names it. */
function builderOf(lab: Lab, languages: readonly ("go" | "nodejs" | "ruby")[]): BuilderParts {
  return {
    store: languages.map((language) => lab.image(`buildpack-${language}`)),
    stack: {
      id: "io.tkglab.stacks.bookworm",
      build: lab.image("stack-build"),
      run: lab.image("stack-run"),
    },
    order: languages.map((language) => ({ group: [{ id: `tkglab/${language}` }] })),
  };
}

export default scenario({
  id: "source-to-url/builder-of-your-own",
  title: "A platform builds with the buildpacks and the stack that it is told of",
  seed: "002",
  product: "plain kind",
  tags: ["nightly", "source-to-url", "builder"],
  differs: [
    ...differs,
    "the builder that is named is one of our own images, others than a platform has by itself",
  ],
  uses: sourceToUrl,
})
  .red(
    "a stack of another id is refused before anything is started",
    ({ lab }) => {
      const { stack, ...parts } = builderOf(lab, ["go"]);
      const builder = { ...parts, stack: { ...stack, id: "io.buildpacks.stacks.bionic" } };
      return refusalOf(async () => {
        await fetchBuilder({ builder, signal: lab.context.signal });
        return { command: "", succeeded: true, text: "it was taken" };
      });
    },
    {
      error:
        /^Checking the builder: stack\.run: \S+ is of the stack io\.tkglab\.stacks\.bookworm, and stack\.id is io\.buildpacks\.stacks\.bionic/,
    },
  )
  .given("platform", "a platform that is told of a builder with Node.js and Go", ({ lab }) =>
    lab.sourceToUrl({ own: true, builder: builderOf(lab, ["nodejs", "go"]) }),
  )
  .green(
    "kpack's builder has these, and in this order",
    ({ platform }) => builderOrder({ cluster: platform }),
    {
      answer: /^tkglab\/nodejs@1\.0\.0\ntkglab\/go@1\.0\.0$/,
    },
  )
  .green("a Node.js application becomes a URL", async ({ platform }) => {
    await applyAppWorkload({ cluster: platform, app: nodejs });
    return workloadOutcome({ cluster: platform, name: nodejs.name });
  })
  .green("which answers", ({ platform }) => appAnswers({ platform, name: nodejs.name }), {
    answer: /^Hello World!\n$/,
  })
  .red(
    "nobody builds a Ruby application",
    async ({ platform }) => {
      await applyAppWorkload({ cluster: platform, app: ruby });
      return workloadOutcome({ cluster: platform, name: ruby.name });
    },
    { error: /^Pod\/own-ruby-build-1-build-pod\/detect: [^]*No buildpack groups passed detection/ },
  )
  .check("the platform is told of Ruby's buildpack too", async ({ lab, platform }) => {
    await platform.repair({ builder: builderOf(lab, ["ruby", "nodejs", "go"]) });
  })
  .green("kpack's builder has it", ({ platform }) => builderOrder({ cluster: platform }), {
    answer: /^tkglab\/ruby@1\.0\.0\ntkglab\/nodejs@1\.0\.0\ntkglab\/go@1\.0\.0$/,
  })
  .green("the Ruby application becomes a URL", async ({ platform }) => {
    const app = { cluster: platform, name: ruby.name };
    await buildAgain(app);
    return workloadRecovers(app);
  })
  .green("which answers", ({ platform }) => appAnswers({ platform, name: ruby.name }), {
    answer: /^Hello World!\n$/,
  });
