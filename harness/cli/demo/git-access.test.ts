import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Secret } from "../../core/secret.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { writeGitAccess } from "./git-access.ts";

const password = "Aa1-not-to-be-shown";

function record(https: number) {
  const login = { username: "developer", password: new Secret(password) };
  return {
    harbor: { ...login, host: "harbor.tkg.test", port: 1, caPem: "-----BEGIN CERTIFICATE-----\n" },
    git: { ...login, chainPem: "", privateKeyPem: new Secret("") },
    ports: { http: 80, https },
  };
}

it("gives git the CA, the address and the login, and shows no password", async () => {
  await using folder = await temporaryFolder();
  const access = await writeGitAccess(record(443), folder.path);
  expect(access.remoteOf("hello-ruby")).toBe("https://git-127-0-0-1.sslip.io/hello-ruby.git");
  const config = await readFile(access.configFile, "utf8");
  expect(config.split("\n").slice(1, 5)).toEqual([
    '[http "https://git-127-0-0-1.sslip.io"]',
    `  sslCAInfo = "${join(folder.path, "git-ca.pem")}"`,
    "  curloptResolve = git-127-0-0-1.sslip.io:443:127.0.0.1",
    '[credential "https://git-127-0-0-1.sslip.io"]',
  ]);
  expect(config).not.toContain(password);
  const login = join(folder.path, "git-login");
  expect(await readFile(login, "utf8")).toBe(`https://developer:${password}@git-127-0-0-1.sslip.io\n`);
  expect((await stat(login)).mode & 0o777).toBe(0o600);
});

it("names the port that this host has for it", async () => {
  await using folder = await temporaryFolder();
  const access = await writeGitAccess(record(8443), folder.path);
  expect(access.remoteOf("hello-ruby")).toBe("https://git-127-0-0-1.sslip.io:8443/hello-ruby.git");
  const config = await readFile(access.configFile, "utf8");
  expect(config).toContain('[credential "https://git-127-0-0-1.sslip.io:8443"]');
  expect(config).toContain("curloptResolve = git-127-0-0-1.sslip.io:8443:127.0.0.1");
});
