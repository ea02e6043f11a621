import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import type { Answer } from "../../tools/fake-program.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { installKappController } from "./install-kapp-controller.ts";

async function installed(...answers: readonly Answer[]) {
  await using folder = await temporaryFolder();
  const manifests = join(folder.path, "manifests.yaml");
  await writeFile(manifests, "kind: Deployment\n");
  await using kubectl = await fakeKubectl(...answers, { when: "*" });
  const error: unknown = await installKappController(manifests, kubectl.options).catch((one: unknown) => one);
  return { error, calls: await kubectl.calls(), input: await kubectl.input() };
}

describe("installKappController", () => {
  it("applies the manifests, and waits for kapp-controller and for the API that it serves", async () => {
    const { error, calls, input } = await installed();
    expect(error).toBeUndefined();
    expect(input).toBe("kind: Deployment\n");
    expect(calls).toEqual([
      "apply --server-side --force-conflicts --filename -",
      "rollout status deployment/kapp-controller --namespace tkg-system --timeout=240s",
      "wait apiservice/v1alpha1.data.packaging.carvel.dev --for=condition=Available --timeout=240s",
    ]);
  });

  it.each([
    ["apply", /^Installing kapp-controller: .* ended with exit code 1: no$/],
    ["rollout", /^Waiting for kapp-controller: .* rollout status .* ended with exit code 1: no$/],
    ["wait", /^Waiting for kapp-controller: .* wait apiservice.* ended with exit code 1: no$/],
  ])("goes no further where kubectl %s fails", async (verb, message) => {
    const { error, calls } = await installed({ when: `${verb} *`, stderr: "no", exitCode: 1 });
    expect(error).toMatchObject({
      code: "tool-failed",
      message: expect.stringMatching(message) as string,
    });
    expect(calls.at(-1)).toMatch(new RegExp(`^${verb} `));
  });
});
