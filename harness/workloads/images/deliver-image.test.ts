import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fakeToolbox } from "../../cluster/fake-toolbox.ts";
import { Secret } from "../../core/secret.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import { deliverImage, type DerivedImage } from "./deliver-image.ts";

const id = `sha256:${"0123456789ab".padEnd(64, "c")}`;

/** A registry that holds images by these tags in `demo/stack/run`. */
function registry(...tags: readonly string[]): HarborEndpoint {
  const repositories =
    tags.length === 0 ? [] : [{ name: "demo/stack/run", artifacts: tags.length, pulls: 0 }];
  return {
    ...{ host: "harbor.tkg.test", caPem: "CA", adminUser: "admin", adminPassword: new Secret("Aa1pass") },
    api: {
      listRepositories: () => Promise.resolve(repositories),
      listArtifacts: () => Promise.resolve([{ digest: "sha256:1", size: 1, mediaType: "x", tags }]),
    },
    // as: this is all that it is asked for.
  } as unknown as HarborEndpoint;
}

/** What sha256sum prints for the image's id and a space. */
const tag = createHash("sha256").update(`${id} `).digest("hex").slice(0, 12);

async function deliver(harbor: HarborEndpoint, derived?: DerivedImage) {
  await using folder = await temporaryFolder();
  const { toolbox, did } = fakeToolbox();
  const context = { secretsDir: folder.path, signal: new AbortController().signal };
  const reference = await deliverImage({
    toolbox,
    harbor,
    context,
    image: "run:1",
    repository: "demo/stack/run",
    ...(derived === undefined ? {} : { derived }),
  });
  return { reference, did };
}

describe("deliverImage", () => {
  it("pushes under a tag that says what it is", async () => {
    await using docker = await fakeProgram("docker", [
      { when: "image inspect *", stdout: id },
      { when: "save *" },
    ]);
    const { reference, did } = await deliver(registry("another"));
    expect(reference).toBe(`harbor.tkg.test/demo/stack/run:${tag}`);
    expect(did.at(-2)).toMatch(/^skopeo copy .* docker:/);
    expect(did.at(-2)).toContain(` docker://${reference}`);
    expect(await docker.calls()).toContainEqual(
      expect.stringMatching(/^save --output \S+\/image\.tar run:1$/),
    );
  });

  it("sends nothing that is there", async () => {
    await using docker = await fakeProgram("docker", [{ when: "image inspect *", stdout: id }]);
    const { reference, did } = await deliver(registry(tag));
    expect(reference).toBe(`harbor.tkg.test/demo/stack/run:${tag}`);
    expect(did).toEqual([]);
    expect(await docker.calls()).toHaveLength(1);
  });

  it("sends what was made of it under another tag, and takes that away again", async () => {
    await using docker = await fakeProgram("docker", [
      { when: "image inspect *", stdout: id },
      { when: "save *" },
    ]);
    const gone: string[] = [];
    const make = () =>
      Promise.resolve({
        image: "run-with-ca:1",
        [Symbol.asyncDispose]: () => Promise.resolve(void gone.push("run-with-ca:1")),
      });
    const { reference } = await deliver(registry(tag), { by: "CA", make });
    expect(reference).toMatch(/^harbor\.tkg\.test\/demo\/stack\/run:[0-9a-f]{12}$/);
    expect(reference).not.toContain(tag);
    expect((await docker.calls()).at(-1)).toMatch(/^save --output \S+ run-with-ca:1$/);
    expect(gone).toEqual(["run-with-ca:1"]);
    const there = reference.split(":")[1] ?? "";
    const never = () => Promise.reject(new Error("it is there already"));
    expect((await deliver(registry(there), { by: "CA", make: never })).reference).toBe(reference);
  });

  it("says that Docker does not have it", async () => {
    const stderr = "Error: No such image: run:1";
    await using _docker = await fakeProgram("docker", [{ when: "image inspect *", stderr, exitCode: 1 }]);
    await expect(deliver(registry())).rejects.toThrow("Delivering run:1: Docker has no such image");
  });
});
