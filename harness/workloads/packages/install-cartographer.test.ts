import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fakeToolbox } from "../../cluster/fake-toolbox.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { Secret } from "../../core/secret.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import {
  deleteCartographer,
  deployCartographer,
  inspectCartographer,
  listKappApps,
  relocateCartographer,
} from "./install-cartographer.ts";

const harbor = {
  host: "harbor.tkg.test",
  adminUser: "admin",
  adminPassword: new Secret("Aa1pass"),
  // as: this is all that it is asked for.
} as unknown as HarborEndpoint;
const input = { harbor, bundle: "/cache/bundle-cartographer", repository: "demo/cartographer-bundle" };
const trust = "--registry-ca-cert-path /root/cartographer/harbor-ca.pem";
const copy =
  "imgpkg copy --tar /root/cartographer/bundle.tar --to-repo harbor.tkg.test/demo/cartographer-bundle --lock-output /root/cartographer/cartographer-bundle.lock.yaml";
const pull =
  "imgpkg pull --lock /root/cartographer/cartographer-bundle.lock.yaml --output /root/cartographer/cartographer";

describe("relocateCartographer", () => {
  it("copies with a lock and pulls by it, as the seed does", async () => {
    const { toolbox, files, did } = fakeToolbox(
      { when: "imgpkg copy", stdout: "copied" },
      { when: "imgpkg pull", stdout: "pulled" },
    );
    expect(await relocateCartographer({ ...input, toolbox, caPem: "CA" })).toEqual({
      command: `${pull} ${trust}`,
      succeeded: true,
      text: "copied\npulled",
    });
    expect(files["/root/cartographer/bundle.tar"]).toBe("copy of /cache/bundle-cartographer/bundle.tar");
    expect(files["/root/cartographer/harbor-ca.pem"]).toBe("CA");
    expect(did.slice(-2)).toEqual([`${copy} ${trust} --tty`, `${pull} ${trust} --tty`]);
  });

  it("stops where imgpkg is refused", async () => {
    const stderr = "imgpkg: Error: x509: certificate signed by unknown authority";
    const { toolbox, did } = fakeToolbox({ when: "imgpkg copy", stderr, exitCode: 1 });
    const attempt = await relocateCartographer({ ...input, toolbox });
    expect(attempt).toEqual({ command: copy, succeeded: false, text: stderr });
    expect(did.some((command) => command.startsWith("imgpkg pull"))).toBe(false);
  });
});

/** A cluster as kind's kubeconfig has it. */
async function reachable() {
  const folder = await temporaryFolder();
  const kubeconfig = join(folder.path, "kubeconfig");
  await writeFile(kubeconfig, 'clusters: [{name: x, cluster: {server: "https://127.0.0.1:1"}}]\n');
  return { cluster: { name: "lab", kubeconfig }, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

describe("kapp", () => {
  it("deploys what kbld resolves, by way of the overlay, to the API server that the toolbox sees", async () => {
    await using place = await reachable();
    const { toolbox, files, did } = fakeToolbox({ when: "bash -c", stdout: "Succeeded" });
    expect(await deployCartographer({ toolbox, cluster: place.cluster })).toEqual({
      command:
        "kbld -f /root/cartographer/cartographer | ytt -f - -f /root/cartographer/cartographer-pull-secret.yaml | kapp deploy -a cartographer -c -f - -y",
      succeeded: true,
      text: "Succeeded",
    });
    expect(files["/root/cartographer/kubeconfig"]).toContain("server: https://lab-control-plane:6443");
    expect(did.at(-1)).toMatch(/^bash -c set -o pipefail\n/);
  });

  it.each([
    ["inspects as the seed does", inspectCartographer, "kapp inspect -a cartographer -t"],
    ["deletes without asking", deleteCartographer, "kapp delete -a cartographer -y"],
    ["lists what it knows of", listKappApps, "kapp ls"],
  ])("%s", async (_what, carryOut, command) => {
    await using place = await reachable();
    const { toolbox, did } = fakeToolbox({ when: command, stdout: "Succeeded" });
    expect(await carryOut({ toolbox, cluster: place.cluster })).toEqual({
      ...{ command, succeeded: true, text: "Succeeded" },
    });
    expect(did.at(-1)).toBe(`${command} --kubeconfig /root/cartographer/kubeconfig --tty --color=false`);
  });
});
