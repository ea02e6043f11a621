import { describe, expect, it } from "vitest";
import type { CommandResult } from "../exec.ts";
import { explainKubectlFailure, isWebhookDown } from "./errors.ts";
import { kubectlArgs } from "./kubectl.ts";

function failure(stderr: string): CommandResult {
  return { command: "kubectl apply -f -", exitCode: 1, stdout: "", stderr, ms: 1 };
}

describe("kubectlArgs", () => {
  it("keeps the cache beside the kubeconfig", () => {
    expect(kubectlArgs("/secrets/a/x.kubeconfig", ["get", "nodes"])).toEqual([
      ...[
        "--kubeconfig",
        "/secrets/a/x.kubeconfig",
        "--cache-dir",
        "/secrets/a/kubectl-cache",
        "get",
        "nodes",
      ],
    ]);
  });
});

describe("explainKubectlFailure", () => {
  it("tells what an admission webhook denies from everything else", () => {
    const error = explainKubectlFailure(
      "Applying patch.yaml",
      failure(
        'The request is invalid: admission webhook "validation.dockermachinetemplate" denied the request: DockerMachineTemplate.spec is immutable',
      ),
    );
    expect(error).toMatchObject({ code: "bad-input" });
    expect(error.message).toContain("Applying patch.yaml: the API server refuses it: ");
    expect(error.message).toContain("DockerMachineTemplate.spec is immutable");
  });

  it.each([
    "The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?",
    "Unable to connect to the server: dial tcp 172.18.0.3:6443: connect: no route to host",
    "Unable to connect to the server: net/http: TLS handshake timeout",
  ])("calls a silent API server unreachable: %s", (stderr) => {
    expect(explainKubectlFailure("Reading the nodes", failure(stderr))).toMatchObject({
      code: "unreachable",
      message: `Reading the nodes: the API server does not answer: ${stderr}`,
    });
  });

  it("knows a webhook that does not answer yet, although that too is a refused connection", () => {
    const down = failure(
      'Error from server (InternalError): error when creating "STDIN": Internal error occurred: failed calling webhook "default.cluster.cluster.x-k8s.io": failed to call webhook: Post "https://capi-webhook-service.capi-system.svc:443/mutate?timeout=10s": dial tcp 10.96.3.4:443: connect: connection refused',
    );
    expect(isWebhookDown(down)).toBe(true);
    expect(explainKubectlFailure("Creating a cluster", down).code).toBe("tool-failed");
  });

  it("gives the words of anything else", () => {
    const error = explainKubectlFailure(
      "Reading the nodes",
      failure("error: You must be logged in to the server"),
    );
    expect(error.message).toBe(
      "Reading the nodes: kubectl apply -f - ended with exit code 1: error: You must be logged in to the server",
    );
  });
});
