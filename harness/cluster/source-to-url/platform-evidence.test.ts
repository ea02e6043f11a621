import { expect, it } from "vitest";
import { fakeProgram } from "../../tools/fake-program.ts";
import type { EvidentPlatform } from "./platform-evidence.ts";
import { platformEvidence } from "./platform-evidence.ts";

it("what went wrong on a platform, the registry's log may say too", async () => {
  await using _docker = await fakeProgram("docker", [
    { when: "logs harbor.tkg.test", stdout: "PUT /v2/demo/a/manifests/latest 500" },
  ]);
  const platform = {
    name: "lab",
    nodes: [{ name: "lab-control-plane" }],
    harbor: { host: "harbor.tkg.test" },
  };
  // as: these are all that it is asked for.
  const sources = platformEvidence(platform as unknown as EvidentPlatform);
  expect(sources.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["lab-chain.yaml", "lab-builds.log", "harbor.tkg.test-requests.log"]),
  );
  expect(await sources.at(-1)?.read()).toContain("PUT /v2/demo/a/manifests/latest 500");
});
