import { describe, expect, it } from "vitest";
import { brokenPem } from "../../pki/index.ts";
import { fakeField, password, url } from "./fake-field.ts";
import { one, two, untilTheKey } from "./field-stages.ts";
import { end, stagesIn } from "./register-stages.ts";

/** A run that ends before any node is touched. */
async function refused(
  prepare: (field: Awaited<ReturnType<typeof fakeField>>) => Promise<unknown>,
  env: Readonly<Record<string, string | undefined>> = {},
) {
  await using field = await fakeField(one, two);
  await prepare(field);
  const { exitCode, stdout, stderr } = await field.run(env);
  expect(await field.events()).toEqual([]);
  expect(await field.left()).toEqual([]);
  return { exitCode, said: stagesIn(stdout), errors: stagesIn(stderr) };
}

describe("register-registry.sh says what is wrong before it touches a node", () => {
  it("a wrong password", async () => {
    const { exitCode, said, errors } = await refused(() => Promise.resolve(), { VC_ADMIN_PASSWORD: "wrong" });
    expect(exitCode).toBe(1);
    expect(said).toEqual([...untilTheKey.slice(0, 2), end]);
    expect(errors).toEqual([
      "ERROR: Logging in to the cluster tkc-cluster-1: https://10.0.0.1/wcp/login answers 401: user or password of administrator@vsphere.local is wrong",
    ]);
  });

  it("a token that has expired", async () => {
    const login = async (field: Awaited<ReturnType<typeof fakeField>>) =>
      field.write("tkc-login", (await field.read("tkc-login")).replace("tkc-token", "old-token"));
    const { exitCode, said, errors } = await refused(login);
    expect(exitCode).toBe(1);
    expect(said).toEqual([...untilTheKey.slice(0, 2), end]);
    expect(errors).toEqual([
      "ERROR: Logging in to the cluster tkc-cluster-1: https://10.0.0.2:6443/api answers 401: the token has expired, or is none of this cluster",
    ]);
  });

  it.each([
    [
      "an error page",
      "<!doctype html>\n<title>Harbor</title>",
      "gives is no PEM certificate; it begins with: <!doctype html> <title>Harbor</title>",
    ],
    ["a certificate that is cut off", "-----BEGIN CERTIFICATE-----\nMIIB\n", "gives is no PEM certificate"],
  ])("%s in place of the CA", async (_what, body, reason) => {
    const { exitCode, said, errors } = await refused((field) => field.write("certificate", body));
    expect(exitCode).toBe(1);
    expect(said).toEqual([...untilTheKey, end]);
    expect(errors[0]).toContain(`ERROR: Getting the certificate of the registry: what ${url} ${reason}`);
  });

  it("two certificates, of which no hash link is made", async () => {
    const { errors } = await refused((field) =>
      field.write("certificate", field.certificatePem + brokenPem.crlf(field.certificatePem)),
    );
    expect(errors[0]).toContain(`${url} gives 2 certificates, and one is expected`);
  });

  it("a secret that holds no key", async () => {
    const { said, errors } = await refused((field) => field.write("key", "nothing\n"));
    expect(said).toEqual([...untilTheKey.slice(0, -1), end]);
    expect(errors[0]).toContain(
      "Reading the secret tkc-cluster-1-ssh in ns1: its ssh-privatekey is no private key",
    );
  });

  it("Ctrl-C, after which nothing is left", async () => {
    await using field = await fakeField(one);
    await field.write(`nodes/${one}/interrupts`, "");
    const { exitCode, stdout } = await field.run();
    expect(exitCode).toBe(130);
    expect(stagesIn(stdout).slice(-2)).toEqual([`Adding registry to the node '${one}'...`, end]);
    expect(await field.events()).toEqual([]);
    expect(await field.left()).toEqual([]);
  });
});

describe("register-registry.sh is told", () => {
  const unset = { SV_IP: undefined, VC_ADMIN_USER: undefined, VC_ADMIN_PASSWORD: undefined };
  const file = `SV_IP='10.0.0.1'\nVC_ADMIN_USER='administrator@vsphere.local'\nVC_ADMIN_PASSWORD='${password}'\n`;

  it("by a file beside it, which only its owner may read", async () => {
    await using field = await fakeField(one);
    await field.write("register-registry.env", file);
    await field.restrict("register-registry.env", 0o644);
    const open = await field.run(unset);
    expect(open.exitCode).toBe(1);
    expect(open.stderr).toMatch(
      /others may read it, and a password is in it: chmod 600 .*register-registry\.env$/,
    );
    await field.restrict("register-registry.env", 0o600);
    expect((await field.run(unset)).exitCode).toBe(0);
    // What is in the environment counts more.
    expect((await field.run({ ...unset, VC_ADMIN_PASSWORD: "wrong" })).stderr).toMatch(
      /answers 401: user or/,
    );
  });

  it("or says what is missing", async () => {
    await using field = await fakeField(one);
    const { exitCode, stderr } = await field.run({ VC_ADMIN_PASSWORD: undefined });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/VC_ADMIN_PASSWORD is not set\nusage: register-registry\.sh </);
  });

  it.each([
    ["https://harbor.example.com:8443/api/v2.0/systeminfo/getcert", "harbor.example.com.crt"],
    [url, "10.213.208.67.crt"],
  ])("the URL of Harbor 2 or 1, whose host names the file: %s", async (getcert, name) => {
    await using field = await fakeField(one);
    const { exitCode } = await field.run({}, getcert);
    expect(exitCode).toBe(0);
    expect(await field.read(`nodes/${one}/etc/ssl/certs/${name}`)).toContain("BEGIN CERTIFICATE");
  });

  it.each(["http://harbor/getcert", "https://user:word@harbor/getcert", "https://$(id)/getcert", "harbor"])(
    "no other URL: %s",
    async (getcert) => {
      await using field = await fakeField(one);
      const { exitCode, stderr } = await field.run({}, getcert);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/^usage: /);
    },
  );
});
