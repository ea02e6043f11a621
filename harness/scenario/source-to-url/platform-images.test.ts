import { describe, expect, it } from "vitest";
import { fakeToolbox } from "../../cluster/fake-toolbox.ts";
import { Installation } from "../../cluster/source-to-url/installation.ts";
import { silent } from "../../core/progress.ts";
import { Secret } from "../../core/secret.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import { buildpackRepository, planPlatformImages, type PlatformImagesInput } from "./platform-images.ts";

describe("buildpackRepository", () => {
  it.each([
    ["tkglab.test/buildpack-go:0aac519988205b580a3a", "buildpacks/go"],
    ["paketobuildpacks/nodejs", "buildpacks/nodejs"],
    ["registry.test:5000/paketo/java:1.2", "buildpacks/java"],
    [`registry.test/paketo/ruby:1@sha256:${"0".repeat(64)}`, "buildpacks/ruby"],
  ])("of %s is %s", (image, repository) => {
    expect(buildpackRepository(image)).toBe(repository);
  });
});

const harbor = {
  ...{ host: "harbor.tkg.test", caPem: "CA", adminUser: "admin", adminPassword: new Secret("Aa1pass") },
  api: { listRepositories: () => Promise.resolve([]) },
  // as: this is all that it is asked for.
} as unknown as HarborEndpoint & { readonly caPem: string };

/** What the builder becomes in a registry that has nothing yet, without the CA in it, and what was pushed. */
async function planned({ builder }: Pick<PlatformImagesInput, "builder">) {
  await using folder = await temporaryFolder();
  const stack = JSON.stringify({ "io.buildpacks.stack.id": "jammy" });
  const go = JSON.stringify({ "io.buildpacks.buildpack.layers": '{"p/go":{"1.0.0":{}}}' });
  await using _docker = await fakeProgram("docker", [
    { when: "image inspect --format {{.Id}} *", stdout: "sha256:1" },
    { when: "image inspect * paketo/go", stdout: go },
    { when: "image inspect *", stdout: stack },
    { when: "save *" },
  ]);
  const { signal } = new AbortController();
  const installation = new Installation({ signal, progress: silent });
  const { toolbox, did } = fakeToolbox();
  const images = planPlatformImages({
    installation,
    parts: {
      // as: these are all that it is asked for.
      context: { secretsDir: folder.path, signal } as PlatformImagesInput["parts"]["context"],
      image: (id) => `tkglab.test/${id}:key`,
    },
    harbor: Promise.resolve(harbor),
    toolbox: Promise.resolve(toolbox),
    record: Promise.resolve(),
    trusts: () => false,
    builder,
  });
  await installation.done();
  const named = await images.builder;
  const bare = (name: string) => name.replace(/:[0-9a-f]{12}$/, "");
  return {
    store: named.store.map(bare),
    stack: { ...named.stack, build: bare(named.stack.build), run: bare(named.stack.run) },
    order: named.order,
    pushed: did.filter((one) => one.startsWith("skopeo copy ")).length,
  };
}

describe("planPlatformImages", () => {
  it("brings our buildpacks and our stack into the project, in the order of the seed", async () => {
    const { store, stack, order, pushed } = await planned({});
    expect(store).toEqual(
      ["ruby", "nodejs", "go", "java"].map((one) => `harbor.tkg.test/demo/buildpacks/${one}`),
    );
    expect(stack).toMatchObject({ id: "io.tkglab.stacks.bookworm", run: "harbor.tkg.test/demo/stack/run" });
    expect(order).toEqual(
      ["ruby", "nodejs", "go", "java"].map((one) => ({ group: [{ id: `tkglab/${one}` }] })),
    );
    expect(pushed).toBe(4 + 4 + 2);
  });

  it("brings what is named in their place, and none of ours", async () => {
    const builder = {
      store: ["paketo/go"],
      stack: { id: "jammy", build: "paketo/build", run: "paketo/run" },
      order: [{ group: [{ id: "p/go" }] }],
    };
    expect(await planned({ builder })).toEqual({
      store: ["harbor.tkg.test/demo/buildpacks/go"],
      stack: {
        id: "jammy",
        build: "harbor.tkg.test/demo/stack/build",
        run: "harbor.tkg.test/demo/stack/run",
      },
      order: builder.order,
      pushed: 4 + 1 + 2,
    });
  });
});
