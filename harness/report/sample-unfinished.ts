import type { ScenarioResult } from "./scenario-result.ts";

export const brokenScenario: ScenarioResult = {
  id: "tkg/cluster-with-ytt-overlay",
  title: "A new workload cluster trusts Harbor through a ytt overlay",
  seed: "000",
  product: "TKG 1.x",
  tags: ["ytt", "ubuntu", "slow"],
  differs: [],
  verdict: "broken",
  startedAt: "2026-03-14T02:09:16.380Z",
  durationMs: 251_020,
  versions: [{ name: "Cluster API", version: "v1.3.8" }],
  steps: [
    {
      kind: "given",
      name: "management",
      title: "a management cluster",
      verdict: "passed",
      durationMs: 71_020,
    },
    {
      kind: "when",
      name: "created",
      title: "a workload cluster is created with the overlay",
      verdict: "broken",
      durationMs: 180_000,
      error: {
        code: "timeout",
        message:
          "Waiting for node wl-control-plane-5z2fq to be Ready: not within 180 s (budget nodeReady); " +
          "last seen: KubeletNotReady: container runtime network not ready: cni plugin not initialized",
      },
    },
    { kind: "green", name: "hello-runs", title: "hello-app runs", verdict: "not-run", durationMs: 0 },
  ],
  proofs: [],
  error: {
    code: "timeout",
    message:
      "Waiting for node wl-control-plane-5z2fq to be Ready: not within 180 s (budget nodeReady); " +
      "last seen: KubeletNotReady: container runtime network not ready: cni plugin not initialized",
    hint: "docker exec wl-control-plane-5z2fq journalctl -u kubelet --no-pager",
    stack:
      "HarnessError: Waiting for node wl-control-plane-5z2fq to be Ready\n    at waitFor (harness/core/wait-for.ts:45:13)",
  },
  evidence: [
    {
      name: "node journal",
      path: "tkg/cluster-with-ytt-overlay/journal.txt",
      mediaType: "text/plain",
      bytes: 1_204_331,
    },
  ],
  cleanup: { verdict: "leaked", left: ["volume wl-control-plane-5z2fq-var"], durationMs: 120_000 },
};

export const skippedScenario: ScenarioResult = {
  id: "supervisor/proxy-ca",
  title: "A TanzuKubernetesCluster trusts a CA that its proxy configuration carries",
  seed: "004",
  product: "vSphere with Tanzu",
  tags: ["supervisor"],
  differs: [],
  verdict: "skipped",
  reason: "needs 4 CPUs; this host has 2",
  durationMs: 0,
  versions: [],
  steps: [],
  proofs: [],
  evidence: [],
  cleanup: { verdict: "not-run", left: [], durationMs: 0 },
};

export const notRunScenario: ScenarioResult = {
  id: "source-to-url/four-languages",
  title: "Sources in Go, Java, Node.js and Ruby become live URLs",
  seed: "002",
  product: "plain kind",
  tags: ["source-to-url", "demo"],
  differs: [],
  verdict: "not-run",
  reason: "the run stopped at the first failure (--bail)",
  durationMs: 0,
  versions: [],
  steps: [
    { kind: "given", name: "cluster", title: "a kind cluster", verdict: "not-run", durationMs: 0 },
    { kind: "green", name: "live", title: "each URL answers", verdict: "not-run", durationMs: 0 },
  ],
  proofs: [],
  evidence: [],
  cleanup: { verdict: "not-run", left: [], durationMs: 0 },
};
