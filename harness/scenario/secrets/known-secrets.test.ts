import { createServer } from "node:net";
import { existsSync } from "node:fs";
import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rememberSecrets, Secret } from "../../core/secret.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { createKeyPair } from "../../pki/key-pair.ts";
import { knownSecrets, leaveSecrets, takeSecrets } from "./known-secrets.ts";

/** The folder of a run, as its scenarios find it. */
async function runFolder() {
  const folder = await temporaryFolder();
  const secretsDir = join(folder.path, "run");
  await mkdir(join(secretsDir, "a1b2c3"), { recursive: true, mode: 0o700 });
  return {
    folders: { secretsDir, recordsDir: join(secretsDir, "records") },
    write: (name: string, text: string) => writeFile(join(secretsDir, "a1b2c3", name), text),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

describe("knownSecrets", () => {
  it("are those that this thread has made since somebody has asked", async () => {
    await using run = await runFolder();
    rememberSecrets();
    const made = new Secret("Aa1-made-after-asking");
    expect(await knownSecrets(run.folders)).toContain(made.reveal());
  });

  it("are the keys and tokens in files that programs have written, in the form in which they may be shown", async () => {
    await using run = await runFolder();
    const key = (await createKeyPair("ecdsa-p256")).privateKeyPem.reveal();
    await run.write("kubeconfig", `client-key-data: ${Buffer.from(key).toString("base64")}\n`);
    await run.write(
      "ssh",
      "-----BEGIN RSA PRIVATE KEY-----\n" + "x".repeat(64) + "\n-----END RSA PRIVATE KEY-----\n",
    );
    await run.write("config.json", '{"auths":{"h":{"auth":"YWRtaW46dG95LXBhc3N3b3Jk"}}}');
    const known = await knownSecrets(run.folders);
    expect(known).toContain(key);
    expect(known).toContain(
      "-----BEGIN RSA PRIVATE KEY-----\n" + "x".repeat(64) + "\n-----END RSA PRIVATE KEY-----",
    );
    expect(known).toContain("toy-password");
  });

  it("pass over records, what is larger than any key, and what is no file", async () => {
    await using run = await runFolder();
    const before = await knownSecrets(run.folders);
    await mkdir(run.folders.recordsDir);
    await writeFile(join(run.folders.recordsDir, "a.json"), '"auth":"YWRtaW46dG95LXBhc3N3b3Jk"');
    await run.write("large", `"auth":"YWRtaW46dG95LXBhc3N3b3Jk"${" ".repeat(1_048_576)}`);
    const server = createServer().listen(join(run.folders.secretsDir, "docker.sock"));
    expect(await knownSecrets(run.folders)).toEqual(before);
    await new Promise((resolve) => server.close(resolve));
  });

  it("are left for other threads in a file that only its owner reads, and taken at the end", async () => {
    await using run = await runFolder();
    const { secretsDir } = run.folders;
    await leaveSecrets(secretsDir, new Set(["Aa1-of-a-scenario-before"]));
    await leaveSecrets(secretsDir, new Set(["Aa1-of-a-scenario-before", "Aa1-of-this-scenario"]));
    expect(await knownSecrets(run.folders)).toContain("Aa1-of-a-scenario-before");
    const folder = join(secretsDir, "known-secrets");
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await takeSecrets(secretsDir)).toEqual(["Aa1-of-a-scenario-before", "Aa1-of-this-scenario"]);
    expect(existsSync(folder)).toBe(false);
    expect(await takeSecrets(secretsDir)).toEqual([]);
  });
});
