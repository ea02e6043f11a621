import { describe, expect, it } from "vitest";
import { silent } from "../../core/progress.ts";
import { Toolbox } from "../../cluster/index.ts";
import { type Answer, fakeProgram } from "../../tools/fake-program.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { fetchCaByGetcert, fetchCaFromSecret, harborNamespaces } from "./fetch-harbor-ca.ts";

const pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const caUrl = "https://harbor.tkg.test/api/v2.0/systeminfo/getcert";

describe("fetchCaByGetcert", () => {
  /** Fetches from a jumpbox whose curl answers like this, and says what was typed there. */
  async function fetched(answer: Omit<Answer, "when">) {
    await using docker = await fakeProgram("docker", [
      { when: "run *", stdout: "jumpbox" },
      { when: "exec jumpbox curl *", ...answer },
    ]);
    const context = {
      ...{ labId: "abcdef", secretsDir: "/nonexistent", progress: silent },
      ownership: { runId: "r", scenarioId: "s", owner: "o" },
      signal: new AbortController().signal,
    };
    const jumpbox = await Toolbox.start(context, "toolbox:1");
    const outcome = await fetchCaByGetcert({ jumpbox, caUrl }).catch((error: unknown) => error);
    return { outcome, typed: (await docker.calls()).slice(1) };
  }

  it("gives the PEM with its last line end, although nobody trusts Harbor yet", async () => {
    const { outcome, typed } = await fetched({ stdout: pem });
    expect(outcome).toBe(pem);
    expect(typed).toEqual([`exec jumpbox curl --fail --silent --show-error -k ${caUrl}`]);
  });

  it("says why it could not", async () => {
    const stderr = "curl: (22) The requested URL returned error: 404";
    const { outcome } = await fetched({ stderr, exitCode: 22 });
    expect(outcome).toMatchObject({
      code: "tool-failed",
      message: expect.stringMatching(
        /^Fetching Harbor's CA by getcert: docker exec jumpbox curl .* ended with exit code 22: curl: \(22\) The/,
      ) as string,
    });
  });
});

describe("fetchCaFromSecret", () => {
  it("takes ca.crt of harbor-tls, decoded, from the namespace of the product", async () => {
    await using kubectl = await fakeKubectl({ when: "*", stdout: pem });
    const namespace = harborNamespaces.TKG;
    expect(await fetchCaFromSecret({ kubectl: kubectl.options, namespace })).toBe(pem);
    expect(await kubectl.calls()).toEqual([
      'get secret --namespace tanzu-system-registry harbor-tls --template {{index .data "ca.crt" | base64decode}}',
    ]);
    expect(harborNamespaces.TCE).toBe("harbor");
  });

  it("says that the secret is not there", async () => {
    const stderr = 'Error from server (NotFound): secrets "harbor-tls" not found';
    await using kubectl = await fakeKubectl({ when: "*", stderr, exitCode: 1 });
    await expect(fetchCaFromSecret({ kubectl: kubectl.options, namespace: "harbor" })).rejects.toMatchObject({
      code: "tool-failed",
      message: expect.stringMatching(
        /^Fetching Harbor's CA from the secret harbor-tls: .* ended with exit code 1: Error from server \(NotFound\)/,
      ) as string,
    });
  });
});
