import { describe, expect, it } from "vitest";
import { sightOf } from "./workload-outcome.ts";

const command = "kubectl get workload hello";

describe("sightOf", () => {
  it("goes on waiting as long as something is at work", () => {
    expect(
      sightOf(command, { outcome: "in progress", where: "Build/hello-build-1", message: "step build" }),
    ).toEqual({ ready: false, saw: "Build/hello-build-1: step build" });
  });

  it("ends with what works", () => {
    const message = "1 of 1 Pods serve";
    expect(sightOf(command, { outcome: "ready", where: "Deployment/hello", message })).toEqual({
      ready: true,
      value: { command, succeeded: true, text: "Deployment/hello: 1 of 1 Pods serve" },
    });
  });

  it("ends with the words of who knows, and what helps", () => {
    const failed = {
      outcome: "failed",
      where: "GitRepository/hello",
      message: "x509: certificate signed by unknown authority",
      cause: "untrusted certificate",
      likelyCause: "Flux does not trust the git server",
      hint: "put the CA into its Secret",
    } as const;
    expect(sightOf(command, failed)).toEqual({
      ready: true,
      value: {
        command,
        succeeded: false,
        text: "GitRepository/hello: x509: certificate signed by unknown authority\nlikely: Flux does not trust the git server\nwhat to do: put the CA into its Secret",
      },
    });
  });
});
