import { describe, expect, it } from "vitest";
import { registryCa, registryOf } from "../registry-under-test.ts";
import { judgeBuildSteps } from "./judge-build-steps.ts";
import type { LastRun } from "./read-last-run.ts";

const registry = await registryOf(await registryCa());
const x509 =
  'Error verifying write access to "harbor.tkg.test/demo/a": creating push check transport for harbor.tkg.test failed: Get "https://harbor.tkg.test/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority';

function run(more: Partial<LastRun>): LastRun {
  return {
    ...{
      role: "prepare",
      pod: "default/a-build-1-build-pod",
      container: "prepare",
      image: "i",
      isReplaced: false,
    },
    outcome: { succeeded: true },
    ...more,
  };
}

function judge(runs: readonly LastRun[], builds = true) {
  const places = judgeBuildSteps({ controllers: [], objects: [], runs, logins: [], builds }, registry);
  return Object.fromEntries(places.map((place) => [place.name, place]));
}

describe("judgeBuildSteps", () => {
  it("believes a step that has reached the registry", () => {
    expect(judge([run({})]).prepare).toMatchObject({
      ...{ kind: "kpack-step", state: "trusted", found: [] },
      detail: "its last run (default/a-build-1-build-pod, prepare) reached harbor.tkg.test",
    });
  });

  it("lacks the CA when its log says so, and tells where the image is named", () => {
    const outcome = { succeeded: false as const, text: `Loading cluster credential helpers\n${x509}` };
    expect(judge([run({ outcome })]).prepare).toMatchObject({
      state: "missing",
      detail: `its last run (default/a-build-1-build-pod, prepare): ${x509}`,
      cure: "curl -sk https://harbor.tkg.test/api/v2.0/systeminfo/getcert -o harbor.tkg.test.crt; bake it into a new image (FROM it, COPY harbor.tkg.test.crt /etc/ssl/certs/), and name that in ConfigMap build-init-image of namespace kpack, then restart kpack-controller",
    });
    const lifecycle = judge([run({ role: "lifecycle", container: "analyze", outcome })]).lifecycle;
    expect(lifecycle?.cure).toMatch(/name that in the ClusterStack as its buildImage/);
  });

  it.each([
    ["never ran", [], "it has not run for an image of harbor.tkg.test"],
    [
      "failed for something else",
      [run({ outcome: { succeeded: false, text: "UNAUTHORIZED" } })],
      "its last run (default/a-build-1-build-pod, prepare) failed, and not for a certificate: UNAUTHORIZED",
    ],
    [
      "left no log",
      [run({ outcome: { succeeded: false, text: undefined } })],
      "its last run (default/a-build-1-build-pod, prepare) failed, and not for a certificate: its log is gone",
    ],
    [
      "ran in another image",
      [run({ isReplaced: true })],
      "its image was replaced, and no build has run in the new one yet; its last run (default/a-build-1-build-pod, prepare) was of i",
    ],
  ] as const)("is unknown of a step that %s", (_what, runs, detail) => {
    expect(judge(runs).prepare).toMatchObject({ state: "unknown", detail });
  });

  it("lists what every build runs, and a rebase only where there was one", () => {
    expect(Object.keys(judge([]))).toEqual(["prepare", "lifecycle", "completion"]);
    expect(Object.keys(judge([run({ role: "rebase" })]))).toEqual([
      "prepare",
      "lifecycle",
      "completion",
      "rebase",
    ]);
  });

  it("lists nothing where nothing is built for this registry", () => {
    expect(judge([], false)).toEqual({});
  });
});
