import { describe, expect, it, vi } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { applyObjects, ensureNamespaces } from "./apply.ts";

const down =
  'Error from server (InternalError): Internal error occurred: failed calling webhook "defaults.webhook.kpack.io": failed to call webhook: connection refused';

describe("applyObjects", () => {
  it("goes on as long as a webhook is not up, and takes fields over from whoever had them", async () => {
    await using kubectl = await fakeKubectl({ when: "apply *", stderr: down, exitCode: 1 });
    const stop = new AbortController();
    const applying = applyObjects("the builder", "kind: X\n", { ...kubectl.options, signal: stop.signal });
    await vi.waitUntil(async () => (await kubectl.calls()).length === 2, { timeout: 4_000 });
    stop.abort(new Error("seen enough"));
    await expect(applying).rejects.toThrow("seen enough");
    const apply = "apply --server-side --force-conflicts --filename -";
    expect(await kubectl.calls()).toEqual([apply, apply]);
  });

  it("does not wait where the API server refuses", async () => {
    const stderr = 'error: unable to recognize "STDIN": no matches for kind "X" in version "v1"';
    await using kubectl = await fakeKubectl({ when: "apply *", stderr, exitCode: 1 });
    await expect(applyObjects("the builder", "kind: X\n", kubectl.options)).rejects.toMatchObject({
      code: "bad-input",
      message: `Applying the builder: the API server refuses it: ${stderr}`,
    });
  });
});

it("ensureNamespaces makes each of them", async () => {
  await using kubectl = await fakeKubectl({ when: "apply *" });
  await ensureNamespaces(["a", "b"], kubectl.options);
  expect(await kubectl.input()).toContain('"metadata":{"name":"a"}');
  expect(await kubectl.input()).toContain('"metadata":{"name":"b"}');
});
