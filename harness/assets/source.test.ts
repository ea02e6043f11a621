import { describe, expect, it } from "vitest";
import { silent } from "../core/progress.ts";
import { fakeProgram } from "../tools/fake-program.ts";
import { fakeRecipe } from "./fake-source.ts";
import { parsePlace } from "./pull/place.ts";
import { sourceNamed } from "./source.ts";

const request = {
  ...{ key: "k1", work: "/nonexistent", cacheDir: "/nonexistent", labels: [], signal: undefined },
  inputFolder: () => "/nonexistent",
  inputImage: () => "x:1",
  progress: silent,
};
const place = parsePlace("localhost:5000/team");
const harbor = fakeRecipe("harbor");
const missing = {
  when: "pull localhost:5000/team/harbor:k1",
  stderr: "Error response from daemon: manifest unknown",
  exitCode: 1,
};
const removal = { when: "image rm *" };

describe("pull", () => {
  it("says of what is not there where it looked, and what to do", async () => {
    await using _docker = await fakeProgram("docker", [missing, removal]);
    await expect(sourceNamed("pull", { place }).fetch?.(harbor, request)).rejects.toMatchObject({
      code: "unreachable",
      message: "Pulling the harbor: localhost:5000/team has no harbor:k1",
      hint: "tkglab images push --to localhost:5000/team, where it was built; or --source auto",
    });
  });

  it("asks the projects where it is told of no registry, and nobody for what no project has", async () => {
    const image = "registry.k8s.io/harbor:v1";
    await using docker = await fakeProgram("docker", [
      { when: "image inspect *", stderr: "Error: No such image: x", exitCode: 1 },
      { when: `pull ${image}`, stderr: "unauthorized", exitCode: 1 },
      removal,
    ]);
    const source = sourceNamed("pull");
    await expect(source.fetch?.({ ...harbor, upstream: image }, request)).rejects.toMatchObject({
      code: "unreachable",
      message: `Pulling the harbor: registry.k8s.io does not hand out ${image}: unauthorized`,
      hint: `docker login registry.k8s.io; docker pull ${image}`,
    });
    const before = await docker.calls();
    await expect(source.fetch?.(harbor, request)).rejects.toMatchObject({
      code: "unreachable",
      message: "Pulling the harbor: no project publishes it as it is; somebody has to build it",
      hint: "--pull-from with a registry that tkglab images push has filled; or --source auto",
    });
    expect(await docker.calls()).toEqual(before);
  });

  it("leaves a name alone that was there before", async () => {
    const image = "registry.k8s.io/harbor:v1";
    await using docker = await fakeProgram("docker", [
      { when: "image inspect *", stdout: "sha256:1" },
      { when: `pull ${image}`, stderr: "manifest unknown", exitCode: 1 },
    ]);
    const pulled = sourceNamed("pull").fetch?.({ ...harbor, upstream: image }, request);
    await expect(pulled).rejects.toThrow(`Pulling the harbor: registry.k8s.io has no ${image}`);
    expect((await docker.calls()).filter((call) => call.startsWith("image rm"))).toEqual([]);
  });

  it("never builds", async () => {
    await expect(sourceNamed("pull", { place }).make(harbor, request)).rejects.toThrow(
      "Pulling the harbor: no project publishes it as it is; somebody has to build it",
    );
  });
});

describe("auto", () => {
  it("asks nobody unless it is told of somebody", () => {
    expect(sourceNamed("auto").fetch).toBeUndefined();
    expect(sourceNamed("build", { place }).fetch).toBeUndefined();
  });

  it("says once why something is not pulled, and leaves it to be built", async () => {
    const stderr = "Error response from daemon: dial tcp 127.0.0.1:5000: connect: connection refused";
    await using docker = await fakeProgram("docker", [{ when: "pull *", stderr, exitCode: 1 }, removal]);
    const said: string[] = [];
    const source = sourceNamed("auto", { place });
    const listening = { ...request, progress: { ...silent, say: (line: string) => void said.push(line) } };
    expect(await source.fetch?.(harbor, listening)).toBeUndefined();
    expect(await source.fetch?.(fakeRecipe("kind"), listening)).toBeUndefined();
    expect(said).toEqual([
      "pulling the harbor from localhost:5000/team",
      `not pulled: localhost:5000 does not answer: ${stderr}`,
    ]);
    expect((await docker.calls()).filter((call) => call.startsWith("pull"))).toHaveLength(1);
  });

  it.each(["build", "auto"] as const)("builds, as %s does", async (name) => {
    // It gets as far as the folder that is not there.
    await expect(sourceNamed(name).make(harbor, request)).rejects.toThrow(
      "ENOENT: no such file or directory, mkdir '/nonexistent/context'",
    );
  });
});
