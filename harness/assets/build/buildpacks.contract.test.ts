import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { budgets } from "../../core/budgets.ts";
import { packageRoot } from "../../core/package-root.ts";
import { newRunId } from "../../core/run-id.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import { execInContainer, removeContainers, runContainer } from "../../tools/docker/containers.ts";
import { dockerOk } from "../../tools/docker/docker.ts";
import { type BuilderUnderTest, startBuilder } from "./builder-under-test.ts";

/** @throws Error: a contract test that cannot run has failed */
function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: tkglab images env`);
  return value;
}

const names = ["go", "java", "nodejs", "ruby"] as const;
const app = (name: string) => join(packageRoot, "fixtures/apps", name);
const imageOf = (name: string) => fromEnvironment(`TKGLAB_BUILDPACK_${name.toUpperCase()}_IMAGE`);

let builder: BuilderUnderTest;
beforeAll(async () => {
  builder = await startBuilder(
    {
      build: fromEnvironment("TKGLAB_STACK_BUILD_IMAGE"),
      run: fromEnvironment("TKGLAB_STACK_RUN_IMAGE"),
      layers: [fromEnvironment("TKGLAB_LIFECYCLE_IMAGE"), ...names.map(imageOf)],
      order: names.map((name) => ({ id: `tkglab/${name}`, version: "1.0.0" })),
    },
    `tkglab.test/buildpacks-${newRunId()}`,
  );
});
afterAll(() => builder[Symbol.asyncDispose]());

/** What these tests read of `docker image inspect`. */
interface Inspected {
  readonly Config: { readonly Labels: Readonly<Record<string, string>> };
  readonly RootFS: { readonly Layers: readonly string[] };
}

/** What an application answers, and how long it takes to end when it is asked to, in seconds. */
async function answerOf(image: string): Promise<{ readonly answer: string; readonly endsIn: number }> {
  const container = await runContainer({ image, labels: [], network: "none" });
  try {
    // Every run image has Node.js, and none has curl.
    const ask =
      "fetch('http://127.0.0.1:8080/').then((it) => it.text()).then((it) => process.stdout.write(it))";
    const answer = await waitFor({
      what: `${image} to answer`,
      look: async () => {
        const asked = await execInContainer(container, ["node", "-e", ask]);
        return asked.exitCode === 0 ? ready(asked.stdout) : notYet(asked.stderr);
      },
      budget: budgets.httpAnswer,
    });
    const began = performance.now();
    await dockerOk("Stopping", ["stop", "--time", "10", container]);
    return { answer, endsIn: (performance.now() - began) / 1000 };
  } finally {
    await removeContainers([container]);
  }
}

describe("a sample application", () => {
  it.each([
    ["hello-golang", "tkglab/go", "gocache"],
    ["hello-tanzu", "tkglab/java", "maven"],
    ["hello-nodejs", "tkglab/nodejs", "npm"],
    ["hello-ruby", "tkglab/ruby", "gems"],
  ])("is built without a network, answers, and ends when asked to: %s", async (name, buildpack, cache) => {
    const { exitCode, log, image } = await builder.build(name, app(name));
    expect(log).toMatch(new RegExp(`^${buildpack} +1\\.0\\.0$`, "m"));
    expect(log).toContain(`no cache ${cache} of a former build`);
    expect(exitCode).toBe(0);
    const { answer, endsIn } = await answerOf(image);
    expect(answer).toBe("Hello World!");
    expect(endsIn).toBeLessThan(5);
  });

  // Not the gems: a layer that is launched too comes back only along with the image that has it, from a registry.
  it.each([
    ["hello-golang", "gocache"],
    ["hello-tanzu", "maven"],
    ["hello-nodejs", "npm"],
  ])("is built from its cache the second time: %s", async (name, cache) => {
    const { exitCode, log } = await builder.build(name, app(name));
    expect(log).toContain(`using the cache ${cache} of a former build`);
    expect(exitCode).toBe(0);
  });

  it.each([
    ["hello-golang", "CGO_ENABLED=0 GODEBUG=installgoroot=all go test -trimpath ./...", /^ok /],
    ["hello-nodejs", "node --test", /^# pass 1$/m],
    ["hello-ruby", "ruby test/greeting_test.rb", /1 runs, 1 assertions, 0 failures, 0 errors/],
  ])("passes its own test in the build image: %s", async (name, command, passed) => {
    expect(await builder.run(app(name), command)).toMatch(passed);
  });
});

describe("an image of one layer", () => {
  it.each([
    ["TKGLAB_LIFECYCLE_IMAGE", "linux"],
    ["TKGLAB_LIFECYCLE_IMAGE", "windows"],
    ["TKGLAB_BUILDPACK_GO_IMAGE", "io.buildpacks.buildpack.layers"],
  ])("is named by its digest in the labels of %s: %s", async (image, place) => {
    const inspect = ["image", "inspect", "--format", "{{json .}}", fromEnvironment(image)];
    const { Config, RootFS } = JSON.parse(await dockerOk("Inspecting", inspect)) as Inspected;
    expect(RootFS.Layers).toHaveLength(1);
    expect(Config.Labels[place]).toContain(RootFS.Layers[0]);
  });
});

describe("a build", () => {
  it.each([
    ["hello-golang", "echo 'var _ = nonsense' >>main.go", "./main.go:45:9: undefined: nonsense"],
    [
      "hello-tanzu",
      "sed -i 's/GREETING\\.get/NONSENSE.get/' src/main/java/test/tkglab/hello/*.java",
      "cannot find symbol",
    ],
    ["hello-nodejs", "echo '}' >>server.js", "SyntaxError: Unexpected token '}'"],
    ["hello-ruby", "echo 'end' >>app.rb", "syntax error, unexpected `end'"],
  ])("of %s that cannot be compiled fails with what the compiler says", async (name, change, error) => {
    const { exitCode, log } = await builder.build(name, app(name), change);
    expect(log).toContain(error);
    expect(log).toContain("ERROR: failed to build: exit status 1");
    expect(exitCode).toBe(51);
  });

  it.each([
    [
      "hello-golang",
      `sed -i 's|^import (|import (\\n\\t_ "example.test/left"|' main.go && printf 'require example.test/left v1.0.0\\n' >>go.mod`,
      "example.test/left",
    ],
    ["hello-tanzu", "sed -i 's|4.13.2|4.13.1|' pom.xml", "junit:junit:jar:4.13.1"],
    ["hello-nodejs", `npm pkg set dependencies.left-pad=1.3.0 && rm package-lock.json`, "left-pad"],
    ["hello-ruby", `echo 'gem "sinatra"' >>Gemfile && rm Gemfile.lock`, "sinatra"],
  ])(
    "of %s that wants what the build image lacks says what, and what to do",
    async (name, change, missing) => {
      const { exitCode, log } = await builder.build(name, app(name), change);
      expect(log).toContain(`ERROR: not in the build image: ${missing}. Builds have no network.\n  `);
      expect(exitCode).toBe(51);
    },
  );

  it("of what no buildpack takes says so", async () => {
    const { exitCode, log } = await builder.build("nothing", app("hello-ruby"), "rm -r *.rb Gemfile*");
    expect(log).toContain("ERROR: No buildpack groups passed detection.");
    expect(exitCode).toBe(20);
  });
});
