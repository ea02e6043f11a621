import { readdir } from "node:fs/promises";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import { trustInImage } from "./trust-in-image.ts";

it("an image that trusts is one layer more, has our labels, and goes again", async () => {
  await using folder = await temporaryFolder();
  await using docker = await fakeProgram("docker", [{ when: "build *" }, { when: "image rm *" }]);
  const context = {
    ownership: { runId: "run", scenarioId: "", owner: "owner" },
    labId: "abcdef",
    secretsDir: folder.path,
    signal: new AbortController().signal,
  };
  const trusting = await trustInImage({ image: "stack:1", caPem: "CA", context });
  expect(trusting.image).toMatch(/^tkglab\.test\/trusting-abcdef:[0-9a-f]{12}$/);
  const [build] = await docker.calls();
  expect(build).toContain(`--network none --tag ${trusting.image} --label tkglab.run=run`);
  expect(await readdir(folder.path)).toEqual([]);
  const another = await trustInImage({ image: "stack:1", caPem: "another CA", context });
  expect(another.image).not.toBe(trusting.image);
  await trusting[Symbol.asyncDispose]();
  expect((await docker.calls()).at(-1)).toBe(`image rm --force ${trusting.image}`);
});
