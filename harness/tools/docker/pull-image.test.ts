import { describe, expect, it } from "vitest";
import { fakeProgram } from "../fake-program.ts";
import { tryPull } from "./pull-image.ts";

const image = "localhost:5000/team/kind:k1";
const digest = `sha256:${"a".repeat(64)}`;
const pull = `pull ${image}`;

describe("tryPull", () => {
  it("gives the digest of the manifest", async () => {
    const stdout = `k1: Pulling from team/kind\nDigest: ${digest}\nStatus: Downloaded newer image for ${image}\n${image}\n`;
    await using docker = await fakeProgram("docker", [{ when: pull, stdout }]);
    expect(await tryPull(image)).toEqual({ kind: "pulled", digest });
    expect(await docker.calls()).toEqual([pull]);
  });

  it.each([
    ["missing", `manifest for ${image} not found: manifest unknown: manifest unknown`],
    ["missing", "name unknown: repository name not known to registry"],
    [
      "missing",
      'failed to resolve reference "localhost:5000/team/kind:k1": localhost:5000/team/kind:k1: not found',
    ],
    ["refused", "unauthorized: authentication required"],
    [
      "refused",
      "pull access denied for team/kind, repository does not exist or may require 'docker login': denied",
    ],
    ["refused", "toomanyrequests: You have reached your pull rate limit."],
    ["refused", 'Get "https://harbor.example.com/v2/": x509: certificate signed by unknown authority'],
    ["refused", 'Get "https://harbor.example.com/v2/": http: server gave HTTP response to HTTPS client'],
    ["unanswered", 'Get "http://localhost:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused'],
    [
      "unanswered",
      'Get "https://registry.example.com/v2/": dial tcp: lookup registry.example.com: no such host',
    ],
    ["unanswered", 'Get "https://10.0.0.1/v2/": context deadline exceeded'],
    ["unanswered", 'Get "https://10.0.0.1/v2/": net/http: TLS handshake timeout'],
  ])("says that it is %s: %s", async (kind, words) => {
    const said = `Error response from daemon: ${words}`;
    await using _docker = await fakeProgram("docker", [{ when: pull, stderr: said, exitCode: 1 }]);
    expect(await tryPull(image)).toEqual({ kind, said });
  });

  it.each([
    "filesystem layer verification failed for digest sha256:b",
    "image config verification failed for digest sha256:b",
    'failed commit on ref "layer-sha256:b": unexpected commit digest sha256:c, expected sha256:b: failed precondition',
  ])("takes nothing that is broken: %s", async (words) => {
    await using _docker = await fakeProgram("docker", [{ when: pull, stderr: words, exitCode: 1 }]);
    await expect(tryPull(image)).rejects.toMatchObject({
      code: "unverified",
      message: `Pulling ${image}: what the registry gives is not what its manifest says: ${words}`,
      hint: `have ${image} removed from its registry, then published anew`,
    });
  });

  it("does not take this host's own trouble for the registry's", async () => {
    const stderr = "write /var/lib/docker/tmp/x: no space left on device";
    await using _docker = await fakeProgram("docker", [{ when: pull, stderr, exitCode: 1 }]);
    await expect(tryPull(image)).rejects.toMatchObject({ code: "no-space" });
  });

  it("takes nothing that has no digest", async () => {
    await using _docker = await fakeProgram("docker", [{ when: pull, stdout: image }]);
    await expect(tryPull(image)).rejects.toMatchObject({
      code: "tool-failed",
      message: `Pulling ${image}: Docker names no digest; it says: ${image}`,
    });
  });
});
