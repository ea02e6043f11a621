import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addCustomCa, addNodesOnlyCa } from "./config-home.ts";
import { addonOf, bootstrapOf, hostsCommand, operatorUnderTest } from "./operator-under-test.ts";
import { parseManifests } from "./parse-manifests.ts";

/** Nothing here reads it: what it says does not matter, its line ends do. */
const caPem = "-----BEGIN CERTIFICATE-----\nTWFkZSBmb3IgYSB0ZXN0\n-----END CERTIFICATE-----\n";
/** As in seed 000. */
const trustCommands = {
  photon: "! which rehash_ca_certificates.sh 2>/dev/null || rehash_ca_certificates.sh",
  ubuntu:
    "! which update-ca-certificates 2>/dev/null || (mv /etc/ssl/certs/harbor-ca.pem /usr/local/share/ca-certificates/tkg-custom-ca.crt && update-ca-certificates)",
};

describe.each(["photon", "ubuntu"] as const)("the overlay of seed 000 for %s", (os) => {
  const file = {
    path: "/etc/ssl/certs/harbor-ca.pem",
    owner: "root:root",
    permissions: "0644",
    content: caPem,
  };

  it("comes after what is there, on every kind of node", async () => {
    await using operator = await operatorUnderTest(`OS_NAME: ${os}\n`);
    await addCustomCa(operator.home, os, caPem);
    const expected = { files: [file], preKubeadmCommands: [hostsCommand, trustCommands[os]] };
    expect(bootstrapOf(parseManifests(await operator.dryRun()))).toEqual([expected, expected]);
  });

  it.each(["files: []\npreKubeadmCommands: []\n", "other: 1\n"])(
    "begins the lists where %j",
    async (lists) => {
      await using operator = await operatorUnderTest(`OS_NAME: ${os}\n`);
      await addCustomCa(operator.home, os, caPem);
      await operator.customize("00-lists.yaml", replaceBootstrap(lists));
      const expected = { files: [file], preKubeadmCommands: [trustCommands[os]] };
      expect(bootstrapOf(parseManifests(await operator.dryRun()))).toEqual([expected, expected]);
    },
  );

  it("gives kapp-controller the CA, and changes nothing else of its values", async () => {
    await using operator = await operatorUnderTest(`OS_NAME: ${os}\n`);
    const before = addonOf(parseManifests(await operator.dryRun())).text;
    expect(before.split("config: {}")).toHaveLength(2);
    await addCustomCa(operator.home, os, caPem);
    const { text, config } = addonOf(parseManifests(await operator.dryRun()));
    expect(config).toEqual({ caCerts: caPem });
    const escaped = caPem.replaceAll("\n", String.raw`\n`);
    expect(text).toBe(before.replace("config: {}", `config: {caCerts: "${escaped}"}\n`));
  });

  it("keeps Windows line ends as they are", async () => {
    await using operator = await operatorUnderTest(`OS_NAME: ${os}\n`);
    const crlf = caPem.replaceAll("\n", "\r\n");
    await addCustomCa(operator.home, os, crlf);
    const manifests = parseManifests(await operator.dryRun());
    expect(addonOf(manifests).config).toEqual({ caCerts: crlf });
    expect(bootstrapOf(manifests)[0]?.files).toEqual([{ ...file, content: crlf }]);
  });
});

describe("the overlay of seed 000", () => {
  it("is the reviewed one with the overlay of seed 000", async () => {
    await using operator = await operatorUnderTest();
    await addCustomCa(operator.home, "photon", caPem);
    await expect(await operator.dryRun()).toMatchFileSnapshot("__snapshots__/dry-run-custom-ca.yaml");
  });
});

describe("the overlay that stops at the nodes", () => {
  it("gives every kind of node what the overlay of seed 000 gives it, and kapp-controller nothing", async () => {
    await using operator = await operatorUnderTest();
    const before = parseManifests(await operator.dryRun());
    await addCustomCa(operator.home, "photon", caPem);
    const whole = parseManifests(await operator.dryRun());
    await addNodesOnlyCa(operator.home, caPem);
    const nodesOnly = parseManifests(await operator.dryRun());
    expect(bootstrapOf(nodesOnly)).toEqual(bootstrapOf(whole));
    expect(bootstrapOf(nodesOnly)).not.toEqual(bootstrapOf(before));
    expect(addonOf(nodesOnly)).toEqual(addonOf(before));
    expect(nodesOnly).toHaveLength(before.length);
  });

  it("leaves kapp-controller its proxy", async () => {
    await using operator = await operatorUnderTest("TKG_HTTP_PROXY: http://proxy.lab:3128\n");
    const before = addonOf(parseManifests(await operator.dryRun()));
    await addNodesOnlyCa(operator.home, caPem);
    expect(addonOf(parseManifests(await operator.dryRun()))).toEqual(before);
  });
});

describe("a dry run that cannot be made says why:", () => {
  it("the CA is not there", async () => {
    await using operator = await operatorUnderTest();
    await addCustomCa(operator.home, "photon", undefined);
    await expect(operator.dryRun()).rejects.toMatchObject({
      code: "bad-input",
      message: `Rendering the cluster cheetah: ytt: - data.read: Expected to find file 'harbor-ca.pem' (hint: only files included via -f flag are available)
    in <toplevel>
      03_customizations/custom-ca.yaml:9 | #@ ca = data.read("harbor-ca.pem")`,
      hint: "put harbor-ca.pem into the folder of the file that reads it",
    });
  });

  it("an overlay expects what is not there", async () => {
    await using operator = await operatorUnderTest();
    await addCustomCa(operator.home, "photon", caPem);
    await rm(join(operator.home.providers, "ytt/02_addons"), { recursive: true });
    await expect(operator.dryRun()).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringMatching(
        /^Rendering the cluster cheetah: ytt: Overlaying \(in following order: 01_plans\/dev\.yaml, 03_customizations\/custom-ca\.yaml\):\n {2}Document on line 03_customizations\/custom-ca\.yaml:\d+:\n {4}Expected number of matched nodes to be >= 1, but was 0$/,
      ) as string,
      hint: expect.stringMatching(
        /^the overlay at 03_customizations\/custom-ca\.yaml:\d+ looks for what is not there/,
      ) as string,
    });
  });

  it("the CA has no place beside a proxy", async () => {
    await using operator = await operatorUnderTest("TKG_HTTP_PROXY: http://proxy.lab:3128\n");
    await addCustomCa(operator.home, "photon", caPem);
    await expect(operator.dryRun()).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining(
        "the values of kapp-controller hold no empty `config: {}` for the CA: is a proxy set?",
      ) as string,
    });
  });
});

/** An overlay that puts these lists, and nothing else, into every bootstrap configuration. */
function replaceBootstrap(lists: string): string {
  const at = (depth: number) => lists.replaceAll(/^(?=.)/gm, " ".repeat(depth));
  return `#@ load("@ytt:overlay", "overlay")
#@overlay/match by=overlay.subset({"kind": "KubeadmControlPlane"})
---
spec:
  #@overlay/replace
  kubeadmConfigSpec:
${at(4)}#@overlay/match by=overlay.subset({"kind": "KubeadmConfigTemplate"})
---
spec:
  template:
    #@overlay/replace
    spec:
${at(6)}`;
}
