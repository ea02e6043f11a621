import { describe, expect, it } from "vitest";
import { fakeToolbox } from "../../cluster/fake-toolbox.ts";
import { createRootCa } from "../../pki/index.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { checkSameCa, fetchChartCa } from "./chart-ca.ts";

const key = "ecdsa-p256";
const [ca, other] = await Promise.all([createRootCa({ key }), createRootCa({ key })]);
const data = Buffer.from(ca.certificatePem).toString("base64");
const caUrl = "https://harbor.tkg.test/api/v2.0/systeminfo/getcert";

describe("fetchChartCa", () => {
  it("types the seed's command line, and gives base64 as it is", async () => {
    const when = String.raw`get secret harbor-harbor-nginx -o=jsonpath={.data.ca\\.crt}`;
    await using kubectl = await fakeKubectl({ when, stdout: data });
    expect(await fetchChartCa({ kubectl: kubectl.options })).toBe(data);
  });

  it("says that the secret is not there", async () => {
    const stderr = 'Error from server (NotFound): secrets "harbor-harbor-nginx" not found';
    await using kubectl = await fakeKubectl({ when: "*", stderr, exitCode: 1 });
    await expect(fetchChartCa({ kubectl: kubectl.options })).rejects.toThrow(
      /^Fetching Harbor's CA from the secret harbor-harbor-nginx: .*NotFound/,
    );
  });
});

describe("checkSameCa", () => {
  const checked = (pem: string) => {
    const { toolbox: operator } = fakeToolbox({ when: `curl --fail`, stdout: pem.trimEnd() });
    return checkSameCa({ data, operator, caUrl });
  };

  it("succeeds when getcert gives out the secret's CA", async () => {
    expect(await checked(ca.certificatePem)).toMatchObject({ succeeded: true });
  });

  it("shows both where they differ", async () => {
    const { succeeded, text } = await checked(other.certificatePem);
    expect(succeeded).toBe(false);
    expect(text).toMatch(/^secret: [0-9A-F:]{95}\ngetcert: [0-9A-F:]{95}$/);
  });
});
