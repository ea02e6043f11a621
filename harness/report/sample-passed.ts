import type { ScenarioResult } from "./scenario-result.ts";

export const registry = "harbor-a1b2c3.tkg.test";
const image = `${registry}/library/hello-app:1.0`;
export const unknownAuthority = "x509: certificate signed by unknown authority";

/** What the kubelet reports where containerd does not trust the registry, as measured. */
export const pullRefused =
  `Failed to pull image "${image}": failed to pull and unpack image "${image}": ` +
  `failed to resolve reference "${image}": failed to do request: ` +
  `Head "https://${registry}/v2/library/hello-app/manifests/1.0": ${unknownAuthority}`;

/** Plainly nobody's. */
const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

const helloWorld = "Hello, world!\nVersion: 1.0.0\nHostname: hello-app";

export const passedScenario: ScenarioResult = {
  id: "containerd/photon-node-by-ssh",
  title: "A Photon node trusts Harbor after its CA is registered over SSH",
  seed: "003",
  product: "vSphere with Tanzu",
  tags: ["containerd", "photon", "ssh"],
  differs: [
    "The node is a container, not a virtual machine.",
    "The node's root file system is Debian with Photon's certificate tools.",
  ],
  verdict: "passed",
  startedAt: "2026-03-14T02:05:14.120Z",
  durationMs: 148_310,
  versions: [
    { name: "Kubernetes", version: "v1.34.2" },
    {
      name: "node image (photon)",
      version: "photon-3f9c1e",
      digest,
    },
    { name: "containerd", version: "v2.2.0" },
    {
      name: "distribution",
      version: "v3.0.0",
      digest,
    },
  ],
  steps: [
    { kind: "given", name: "harbor", title: "a self-signed Harbor", verdict: "passed", durationMs: 6_420 },
    {
      kind: "given",
      name: "cluster",
      title: "a workload cluster that does not know it",
      verdict: "passed",
      durationMs: 97_800,
      log: ["cluster tkc-a1b2c3: 1 control plane, 1 worker", "node tkc-a1b2c3-md-0-7xk2p is Ready"],
    },
    {
      kind: "red",
      name: "pull-refused",
      title: "pulling hello-app fails",
      verdict: "passed",
      durationMs: 4_130,
    },
    {
      kind: "when",
      name: "trusted",
      title: "the CA is registered on every node",
      verdict: "passed",
      durationMs: 21_760,
      log: [
        "curl -k https://harbor-a1b2c3.tkg.test/api/v2.0/systeminfo/getcert -o /etc/ssl/certs/harbor.pem",
        "/usr/bin/rehash_ca_certificates.sh",
        "systemctl restart containerd",
      ],
    },
    { kind: "green", name: "hello-runs", title: "hello-app runs", verdict: "passed", durationMs: 18_200 },
  ],
  proofs: [
    {
      color: "red",
      step: "pull-refused",
      command: `kubectl run hello-app --image=${image}`,
      text: pullRefused,
      expected: unknownAuthority,
      matched: unknownAuthority,
    },
    {
      color: "green",
      step: "hello-runs",
      command: "kubectl exec client -- curl -s http://hello-app:8080",
      text: helloWorld,
      expected: "^Hello, world!",
      matched: "Hello, world!",
    },
  ],
  evidence: [],
  cleanup: { verdict: "clean", left: [], durationMs: 3_940 },
};
