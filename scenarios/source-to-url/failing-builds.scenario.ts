import {
  appAnswers,
  applyAppWorkload,
  deleteAppWorkload,
  fetchSourceAgain,
  type LabSourceToUrl,
  pushFiles,
  scenario,
  sourceToUrl,
  workloadConditions,
  workloadOutcome,
} from "../../harness/index.ts";
import { helloModule, withVendoredWords, withWords } from "./hello-module.ts";
import { differs } from "./platform.ts";

interface Failure {
  readonly what: string;
  /** What is pushed, and is at fault. */
  readonly files: Readonly<Record<string, string>>;
  /** What the step of the build says. */
  readonly error: RegExp;
  /** What is pushed then. */
  readonly cured: Readonly<Record<string, string>>;
}

const name = "failing-build";
const branch = name;
const pod = "^Pod\\/failing-build-build-\\d+-build-pod";

/** In the words of kpack's Image, by the templates' rules of health. */
const saysSo =
  /^Ready=False: HealthyConditionRule: Error: Build 'failing-build-build-\d+' in namespace 'default' failed:/m;

const failures: readonly Failure[] = [
  {
    what: "a compile error",
    files: helloModule({ greeting: "greetting" }),
    error: new RegExp(`${pod}\\/build: [^]*\\.\\/main\\.go:11:24: undefined: greetting`),
    cured: helloModule(),
  },
  {
    what: "nothing but a README",
    files: { "README.md": "# Hello\n" },
    error: new RegExp(`${pod}\\/detect: [^]*No buildpack groups passed detection`),
    cured: helloModule(),
  },
  {
    what: "a package that is not there offline",
    files: withWords,
    error: new RegExp(
      `${pod}\\/build: ERROR: not in the build image: example\\.test\\/words\\. Builds have no network\\.\\n +Put them into the project: go mod tidy, go mod vendor`,
    ),
    cured: withVendoredWords,
  },
  {
    what: "a build that writes more than there is room for",
    files: {
      "package.json":
        '{ "private": true, "scripts": { "build": "node bundle.js", "start": "node server.js" } }\n',
      "bundle.js": 'require("node:fs").writeFileSync("/dev/shm/bundle", Buffer.alloc(128 * 1024 * 1024));\n',
    },
    error: new RegExp(
      `${pod}\\/build: [^]*Error: ENOSPC: no space left on device[^]*\\nlikely: [^\\n]*disk is full`,
    ),
    cured: helloModule(),
  },
];

const push = ({ git }: LabSourceToUrl, files: Readonly<Record<string, string>>) =>
  pushFiles({ git, repository: "hello-golang", branch, files });

async function outcomeOfPush(platform: LabSourceToUrl) {
  const app = { cluster: platform, name };
  const fetched = await fetchSourceAgain(app);
  return fetched.succeeded ? workloadOutcome(app) : fetched;
}

const begin = scenario({
  id: "source-to-url/failing-builds",
  title: "A build that fails says why in the words of its tool, and leaves what runs alone",
  seed: "002",
  product: "plain kind",
  tags: ["nightly", "source-to-url", "mistake"],
  differs: [...differs, "the disk that a build fills is its /dev/shm, of 64 MiB, and not the node's"],
  uses: sourceToUrl,
})
  .given("platform", "cert-manager, kpack, Flux, Traefik, Cartographer and a private Harbor", ({ lab }) =>
    lab.sourceToUrl(),
  )
  .green("a Go module is pushed", ({ platform }) => push(platform, helloModule()))
  .given("workload", "its Workload is applied", ({ platform }) =>
    applyAppWorkload({ cluster: platform, app: { name, repository: "hello-golang", branch } }),
  )
  .green("it becomes an application", ({ platform }) => workloadOutcome({ cluster: platform, name }))
  .green("which answers", ({ platform }) => appAnswers({ platform, name }), { answer: /^Hello World!\n$/ });

export default failures
  .reduce(
    (before, { what, files, error, cured }) =>
      before
        .green(`${what} is pushed`, ({ platform }) => push(platform, files))
        .red(`${what}: the build fails`, ({ platform }) => outcomeOfPush(platform), { error })
        .red(
          `${what}: the Workload says so`,
          ({ platform }) => workloadConditions({ cluster: platform, name, expected: saysSo }),
          { error: saysSo },
        )
        .green(`${what}: the application goes on`, ({ platform }) => appAnswers({ platform, name }), {
          answer: /^Hello World!\n$/,
        })
        .green(`${what}: the cure is pushed`, ({ platform }) => push(platform, cured))
        .green(`${what}: the next revision is built`, ({ platform }) => outcomeOfPush(platform)),
    begin,
  )
  .green("the Workload says that it is ready", ({ platform }) =>
    workloadConditions({ cluster: platform, name, expected: /^Ready=True: Ready$/m }),
  )
  .green("the Workload goes", ({ platform }) => deleteAppWorkload({ cluster: platform, name }));
