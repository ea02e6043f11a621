import { describe, expect, it } from "vitest";
import { fakeFollow } from "../../cluster/kube/fake-kube.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { fetchSourceAgain, sourceFetched } from "./app-source.ts";

const repository = (status: string, message: string, more: object = {}) => ({
  metadata: { generation: 1 },
  status: { conditions: [{ type: "Ready", status, message, observedGeneration: 1 }], ...more },
});
const working = repository("Unknown", "building artifact");
const refused = repository("False", "failed to checkout: x509: certificate signed by unknown authority");

async function cluster(...objects: readonly unknown[]) {
  const kubectl = await fakeKubectl({ when: "annotate *" });
  return { kube: fakeFollow({ objects }), kubectl: kubectl.options, fake: kubectl };
}

describe("sourceFetched", () => {
  it("waits while Flux is at work, and gives its reason when it fails", async () => {
    const { kube, kubectl, fake } = await cluster(working, refused);
    await using _fake = fake;
    expect(await sourceFetched({ cluster: { kube, kubectl }, name: "hello" })).toEqual({
      command: "kubectl get gitrepository hello",
      succeeded: false,
      text: "failed to checkout: x509: certificate signed by unknown authority",
    });
  });
});

describe("fetchSourceAgain", () => {
  it("does not take what Flux said before for an answer", async () => {
    const { kube, kubectl, fake } = await cluster();
    await using _fake = fake;
    const asked = {
      begun: kube.begun,
      follow: async (...[path, selector, onObject, signal]: Parameters<typeof kube.follow>) => {
        const token = /requestedAt=(\S+)/.exec((await fake.calls())[0] ?? "")?.[1];
        const handled = { lastHandledReconcileAt: token };
        const objects = [refused, repository("True", "stored artifact for revision 'x'", handled)];
        await fakeFollow({ objects }).follow(path, selector, onObject, signal);
      },
    };
    expect(await fetchSourceAgain({ cluster: { kube: asked, kubectl }, name: "hello" })).toEqual({
      command: "kubectl get gitrepository hello",
      succeeded: true,
      text: "stored artifact for revision 'x'",
    });
    expect((await fake.calls())[0]).toMatch(
      /^annotate gitrepository hello --namespace default reconcile\.fluxcd\.io\/requestedAt=\S+ --overwrite$/,
    );
  });
});
