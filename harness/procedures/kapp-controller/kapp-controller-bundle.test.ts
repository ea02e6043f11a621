import { describe, expect, it } from "vitest";
import type { Answer } from "../../tools/fake-program.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { readTrustInBundle, trustInBundle } from "./kapp-controller-bundle.ts";

const pem = (body: string) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
const [system, first, second] = [pem("SYS="), pem("MII1"), pem("MII2")];
const path = "/etc/pki/tls/certs/ca-bundle.crt";
const target = "exec --namespace tkg-system deploy/kapp-controller --container";
const get =
  "get deployment kapp-controller --namespace tkg-system --output jsonpath={.spec.template.spec.containers[*].name}";
const budget = { name: "quick", limit: 50, every: 10 };

/** kapp-controller with a sidecar, whose trust stores hold these. */
function with041(inSidecar: Omit<Answer, "when">, inController = system) {
  return fakeKubectl(
    { when: "get *", stdout: "kapp-controller kapp-controller-sidecarexec" },
    { when: `${target} kapp-controller-sidecarexec *`, ...inSidecar },
    { when: `${target} kapp-controller *`, stdout: inController },
  );
}

describe("readTrustInBundle", () => {
  it("looks into the sidecar, where there is one", async () => {
    await using kubectl = await with041({ stdout: `${system}\n${first}` });
    const cluster = { kubectl: kubectl.options };
    expect(await readTrustInBundle({ cluster, holds: [first], lacks: [second] })).toEqual({
      command: `kubectl ${target} kapp-controller-sidecarexec -- cat ${path}`,
      succeeded: true,
      text: "kapp-controller-sidecarexec is as it should be",
    });
    expect(await kubectl.calls()).toEqual([get, `${target} kapp-controller-sidecarexec -- cat ${path}`]);
  });

  it("looks into kapp-controller itself where there is none", async () => {
    await using kubectl = await fakeKubectl(
      { when: "get *", stdout: "kapp-controller" },
      { when: `${target} kapp-controller *`, stdout: first },
    );
    expect(await readTrustInBundle({ cluster: { kubectl: kubectl.options }, holds: [first] })).toEqual({
      command: `kubectl ${target} kapp-controller -- cat ${path}`,
      succeeded: true,
      text: "kapp-controller is as it should be",
    });
  });

  it.each([
    [{ holds: [first] }, system, `1 of 1 CAs are not in ${path}`],
    [{ holds: [first, second] }, second, `1 of 2 CAs are not in ${path}`],
    [{ lacks: [first] }, `${system}\n${first}`, `1 of 1 CAs are still in ${path}`],
    [
      { holds: [second], lacks: [first] },
      first,
      `1 of 1 CAs are not in ${path}; 1 of 1 CAs are still in ${path}`,
    ],
  ])("fails with what is wrong: %j", async (expected, stdout, text) => {
    await using kubectl = await with041({ stdout });
    const attempt = await readTrustInBundle({ cluster: { kubectl: kubectl.options }, ...expected });
    expect(attempt).toMatchObject({ succeeded: false, text });
  });

  it("does not care how a PEM is wrapped", async () => {
    await using kubectl = await with041({ stdout: `${system}\n${first.replaceAll("\n", "\r\n  ")}` });
    const attempt = await readTrustInBundle({ cluster: { kubectl: kubectl.options }, holds: [first] });
    expect(attempt.succeeded).toBe(true);
  });

  it("does not take the other container's trust store for that of a sidecar that does not answer", async () => {
    const stderr = 'error: unable to upgrade connection: container not found ("kapp-controller-sidecarexec")';
    await using kubectl = await with041({ stderr, exitCode: 1 });
    const attempt = await readTrustInBundle({ cluster: { kubectl: kubectl.options }, lacks: [first] });
    expect(attempt).toMatchObject({ succeeded: false, text: `it cannot be read: ${stderr}` });
  });
});

describe("trustInBundle", () => {
  it("says how long it took, and where", async () => {
    await using kubectl = await with041({ stdout: `${system}\n${first}` });
    const attempt = await trustInBundle({ cluster: { kubectl: kubectl.options }, holds: [first] });
    expect(attempt).toEqual({
      command: `kubectl ${target} kapp-controller-sidecarexec -- cat ${path}`,
      succeeded: true,
      text: expect.stringMatching(/^after \d+\.\d s, in kapp-controller-sidecarexec$/) as string,
    });
  });

  it("looks again until time is up, and then says what it saw last", async () => {
    await using kubectl = await with041({ stdout: system });
    const attempt = await trustInBundle({ cluster: { kubectl: kubectl.options }, holds: [first], budget });
    expect(attempt).toMatchObject({
      succeeded: false,
      text: `Waiting for the CAs in the trust store of kapp-controller: not within 0.05 s (budget quick); last seen: 1 of 1 CAs are not in ${path}`,
    });
  });

  it("does not take a cluster without kapp-controller for one that trusts nothing", async () => {
    const stderr = 'Error from server (NotFound): deployments.apps "kapp-controller" not found';
    await using kubectl = await fakeKubectl({ when: "*", stderr, exitCode: 1 });
    await expect(trustInBundle({ cluster: { kubectl: kubectl.options }, lacks: [first] })).rejects.toThrow(
      /^Looking at kapp-controller: .* ended with exit code 1: Error from server \(NotFound\)/,
    );
  });
});
