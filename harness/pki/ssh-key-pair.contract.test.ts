import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createSshKeyPair } from "./ssh-key-pair.ts";

it("ssh-keygen derives the same public key from the private key", async () => {
  const { privateKeyPem, publicKey } = await createSshKeyPair({ comment: "tkc-cluster-1" });
  const folder = await mkdtemp(join(tmpdir(), "tkglab-pki-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "ssh-privatekey");
  await writeFile(file, privateKeyPem.reveal(), { mode: 0o600 });
  const { status, stdout, stderr } = spawnSync("ssh-keygen", ["-y", "-f", file], { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(publicKey).toBe(`${stdout.trimEnd()} tkc-cluster-1`);
});
