import { registry, unknownAuthority } from "./sample-passed.ts";
import type { ScenarioResult } from "./scenario-result.ts";

export const failedScenario: ScenarioResult = {
  id: "kapp-controller/ca-in-config",
  title: "kapp-controller fetches a package repository once its config names the CA",
  seed: "000",
  product: "Tanzu Community Edition",
  tags: ["kapp-controller", "carvel"],
  differs: ["The management cluster is kind, not a virtual machine."],
  verdict: "failed",
  startedAt: "2026-03-14T02:07:43.900Z",
  durationMs: 92_480,
  versions: [{ name: "kapp-controller", version: "v0.59.4" }],
  steps: [
    { kind: "given", name: "harbor", title: "a self-signed Harbor", verdict: "passed", durationMs: 5_980 },
    {
      kind: "red",
      name: "refused",
      title: "the repository does not reconcile",
      verdict: "passed",
      durationMs: 9_300,
    },
    {
      kind: "when",
      name: "trusted",
      title: "the CA goes into the config",
      verdict: "passed",
      durationMs: 2_200,
    },
    {
      kind: "green",
      name: "reconciled",
      title: "the repository reconciles",
      verdict: "failed",
      durationMs: 75_000,
      error: {
        code: "check",
        message:
          "PackageRepository tkglab/sample status.friendlyDescription: expected /^Reconcile succeeded/; " +
          'actual "Reconcile failed: Fetching resources: Error (see .status.usefulErrorMessage for details)"',
      },
    },
  ],
  proofs: [
    {
      color: "red",
      step: "refused",
      command: "kubectl get packagerepository sample -n tkglab -o yaml",
      text: [
        "vendir: Error: Syncing directory '0':",
        "  Syncing directory '.' with imgpkgBundle contents:",
        "    Fetching image:",
        "      Error while preparing a transport to talk with the registry:",
        "        Unable to create round tripper:",
        `          Get "https://${registry}/v2/": tls: failed to verify certificate: ${unknownAuthority}`,
      ].join("\n"),
      expected: unknownAuthority,
      matched: unknownAuthority,
    },
    {
      color: "green",
      step: "reconciled",
      command: "kubectl get packagerepository sample -n tkglab -o yaml",
      text: "Reconcile failed: Fetching resources: Error (see .status.usefulErrorMessage for details)",
      expected: "^Reconcile succeeded",
    },
  ],
  error: {
    code: "check",
    message:
      "PackageRepository tkglab/sample status.friendlyDescription: expected /^Reconcile succeeded/; " +
      'actual "Reconcile failed: Fetching resources: Error (see .status.usefulErrorMessage for details)"',
    hint: "kubectl logs -n kapp-controller deploy/kapp-controller -c kapp-controller",
  },
  evidence: [
    {
      name: "kapp-controller log",
      path: "kapp-controller/ca-in-config/kapp-controller.log",
      mediaType: "text/plain",
      bytes: 48_213,
    },
    {
      name: "certificate chain that the registry served",
      path: "kapp-controller/ca-in-config/served chain.pem",
      mediaType: "application/x-pem-file",
      bytes: 2_318,
    },
  ],
  cleanup: {
    verdict: "kept",
    left: ["container tkglab-a1b2c3-control-plane", "container harbor-a1b2c3", "network tkglab-a1b2c3"],
    durationMs: 0,
  },
  howToReach: ["export KUBECONFIG=$(tkglab kubeconfig a1b2c3)", "kubectl get packagerepositories -A"],
};
