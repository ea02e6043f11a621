import { describe, expect, it } from "vitest";
import { fakeField, password, url } from "./fake-field.ts";
import { one, two } from "./field-stages.ts";
import { stagesIn, stagesOfSuccess } from "./register-stages.ts";

// With the jq, openssl and ssh-keygen of the jumpbox.
describe("register-registry.sh", () => {
  it("says the stages of seed 003: the CA on every node first, then containerd", async () => {
    await using field = await fakeField(one, two);
    const { exitCode, stdout, stderr } = await field.run();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stagesIn(stdout, "10.213.208.67.crt")).toEqual(
      stagesOfSuccess({ nodes: [one, two], caPem: field.certificatePem, caUrl: url }),
    );
    expect(stdout).toMatch(/^curl 7\.88\.1\njq-/);
    expect(await field.events()).toEqual([
      `${one} rehash`,
      `${two} rehash`,
      `${one} restart containerd`,
      `${two} restart containerd`,
    ]);
    const installed = `nodes/${two}/etc/ssl/certs/10.213.208.67.crt`;
    expect((await field.read(installed)).trim()).toBe(field.certificatePem.replaceAll("\r", "").trim());
    expect(await field.mode(installed)).toBe(0o644);
  });

  it("keeps what is secret out of every program's arguments, and the key to itself", async () => {
    await using field = await fakeField(one);
    const { stdout, stderr } = await field.run();
    const seen = `${await field.read("argv")}${stdout}${stderr}`;
    const [, keyLine = ""] = (await field.read("key")).split("\n");
    for (const secret of [password, "P@ss", "tkc-token", "sv-token", keyLine]) {
      expect(seen).not.toContain(secret);
    }
    expect(await field.read("key-modes")).toBe("600\n700\n");
    expect(await field.left()).toEqual([]);
  });

  it("changes nothing when it runs again, and says so", async () => {
    await using field = await fakeField(one, two);
    await field.run();
    const before = await field.events();
    const { exitCode, stdout } = await field.run();
    expect(exitCode).toBe(0);
    const nodes = [one, two];
    expect(stagesIn(stdout)).toEqual(
      stagesOfSuccess({ nodes, already: nodes, caPem: field.certificatePem, caUrl: url }),
    );
    expect(await field.events()).toEqual(before);
  });

  it("finishes on a node that has the file only, as after a run that was broken off", async () => {
    await using field = await fakeField(one);
    await field.write(`nodes/${one}/etc/ssl/certs/10.213.208.67.crt`, field.certificatePem);
    await field.run();
    expect(await field.events()).toEqual([`${one} rehash`, `${one} restart containerd`]);
  });

  it("names a node that is down, completes the others, and ends with an error", async () => {
    await using field = await fakeField(one, two);
    await field.write(`nodes/${one}/down`, "");
    const { exitCode, stderr } = await field.run();
    expect(exitCode).toBe(1);
    expect(stagesIn(stderr)).toEqual([
      `ERROR: Adding registry to the node '${one}': exit code 255: ssh: connect to host ${one} port 22: Connection timed out`,
      `ERROR: 1 of 2 nodes failed, the others are done: ${one}`,
    ]);
    expect(await field.events()).toEqual([`${two} rehash`, `${two} restart containerd`]);
    expect(await field.left()).toEqual([]);
  });

  it("is no success where the rehash makes no link, or there is none", async () => {
    await using field = await fakeField(one, two);
    const program = (node: string) => `nodes/${node}/usr/bin/rehash_ca_certificates.sh`;
    await field.write(program(one), "#!/bin/sh\necho Doing /etc/ssl/certs/\n");
    await field.restrict(program(two), 0o644);
    const { exitCode, stderr, stdout } = await field.run();
    expect(exitCode).toBe(1);
    expect(stagesIn(stderr)[0]).toContain(`node '${one}': exit code 0: the rehash made no link`);
    expect(stagesIn(stderr)[1]).toMatch(/rehash_ca_certificates\.sh is not there: this is no Photon node$/);
    expect(stagesIn(stdout)).not.toContain("Registry added successfully!");
    expect(await field.events()).toEqual([]);
  });
});
