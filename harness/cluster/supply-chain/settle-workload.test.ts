import { expect, it } from "vitest";
import { fakeClock } from "../../core/clock.ts";
import type { ChainApi } from "./chain-api.ts";
import { building, delivered, fakeChainApi, type FakeCluster, fakeRepository, ref } from "./fake-chain.ts";
import { settleBy } from "./settle-workload.ts";

const budget = { name: "appDeployed", limit: 10_000, every: 1_000 };
const stuck: FakeCluster = {
  ...building,
  gitrepositories: [
    fakeRepository({ type: "Ready", status: "False", message: "authentication required" }, {}),
  ],
};

/** A cluster that is another one at each look; the last stays. */
function changing(...clusters: readonly FakeCluster[]): ChainApi {
  let looks = -1;
  return {
    list(collection, namespace) {
      // It is what a look asks first.
      if (collection.plural === "workloads") looks += 1;
      return fakeChainApi(clusters[Math.min(looks, clusters.length - 1)] ?? {}).list(collection, namespace);
    },
    log: () => Promise.resolve(undefined),
  };
}

const settle = (api: ChainApi) => settleBy(api, { ref, budget, clock: fakeClock() });

it("waits through what is in progress until it is ready", async () => {
  expect(await settle(changing(building, building, delivered, stuck))).toMatchObject({
    ...{ command: "kubectl describe workload hello-golang --namespace default", succeeded: true },
    text: "Workload/hello-golang: harbor.tkg.test/demo/hello-golang@sha256:9cfb82e4",
  });
});

it("gives the words of the object that knows why it is stuck", async () => {
  expect(await settle(changing(building, stuck, delivered))).toMatchObject({
    ...{ succeeded: false, text: "GitRepository/hello-golang: authentication required" },
    explanation: { cause: "wrong git credentials" },
  });
});

it("says what it is at when time is up", async () => {
  await expect(settle(changing(building))).rejects.toMatchObject({
    code: "timeout",
    message:
      "Waiting for Workload hello-golang to be ready or stuck: not within 10 s (budget appDeployed); last seen: Pod/hello-golang-build-1-build-pod/build: step build runs",
    hint: "kubectl describe workload hello-golang --namespace default",
  });
});
