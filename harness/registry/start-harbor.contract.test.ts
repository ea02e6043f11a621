import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Secret } from "../core/secret.ts";
import {
  createRootCa,
  createSigningKey,
  issueServerCertificate,
  rotateCa,
  type CertificateAuthority,
} from "../pki/index.ts";
import { execOk } from "../tools/exec.ts";
import { connectHarbor } from "./connect-harbor.ts";
import type { Harbor } from "./harbor.ts";
import { basicLogin, callRegistry, manifestType, pushImage } from "./oci-calls.ts";
import { startHarbor, type StartHarborInput } from "./start-harbor.ts";

const id = randomBytes(3).toString("hex");
const host = `registry-${id}.tkg.test`;
const network = `registry-net-${id}`;
const ownership = { runId: `registry-${id}`, scenarioId: "registry/lifecycle", owner: "test" };
const docker = (...args: string[]) => execOk({ file: "docker", args, doing: `docker ${args.join(" ")}` });

/** @throws Error: a contract test that cannot run has failed */
function imageUnderTest(): string {
  const image = process.env.TKGLAB_HARBOR_IMAGE;
  if (image === undefined)
    throw new Error("TKGLAB_HARBOR_IMAGE does not name an image of fixtures/images/harbor");
  return image;
}

let ca: CertificateAuthority;
let input: StartHarborInput;
let harbor: Harbor;
beforeAll(async () => {
  await docker("network", "create", network);
  ca = await createRootCa();
  const certificate = await issueServerCertificate({ issuer: ca, dnsNames: [host] });
  const { privateKeyPem: tokenKeyPem } = await createSigningKey();
  input = {
    image: imageUnderTest(),
    host,
    network,
    ownership,
    certificate,
    caPem: ca.certificatePem,
    tokenKeyPem,
  };
  harbor = await startHarbor(input);
});
afterAll(async () => {
  await harbor[Symbol.asyncDispose]();
  await docker("network", "rm", network);
});

const targetOf = ({ port, caPem }: Harbor) => ({ host, address: "127.0.0.1", port, caPem });
const inspect = async (format: string, container = harbor.containerId) =>
  docker("inspect", "--format", format, container);

/** The ids of the containers with a name; also those that do not run. */
const containersNamed = (name: string) => docker("ps", "--all", "--quiet", "--filter", `name=^${name}$`);

describe("the container", () => {
  it("is published on 127.0.0.1 and nowhere else", async () => {
    const ports = JSON.parse(await inspect("{{json .NetworkSettings.Ports}}")) as unknown;
    expect(ports).toEqual({ "443/tcp": [{ HostIp: "127.0.0.1", HostPort: String(harbor.port) }] });
  });

  it("is on its network under its name, and on no other", async () => {
    const networks = JSON.parse(await inspect("{{json .NetworkSettings.Networks}}")) as Record<
      string,
      { IPAddress: string; Aliases: string[] }
    >;
    expect(Object.keys(networks)).toEqual([network]);
    expect(networks[network]?.IPAddress).toBe(harbor.ipAddress);
    expect(networks[network]?.Aliases).toContain(host);
  });

  it("carries the labels that say whose it is, and no volume", async () => {
    const labels = JSON.parse(await inspect("{{json .Config.Labels}}")) as unknown;
    expect(labels).toMatchObject({
      "tkglab.run": ownership.runId,
      "tkglab.scenario": "registry/lifecycle",
      "tkglab.owner": "test",
    });
    expect(await inspect("{{json .Mounts}}")).toBe("[]");
  });

  it("shows the password neither to docker inspect nor in its log", async () => {
    expect(await docker("inspect", harbor.containerId)).not.toContain(harbor.adminPassword.reveal());
    expect(await harbor.logs()).not.toContain(harbor.adminPassword.reveal());
    const modes = await docker(
      "exec",
      harbor.containerId,
      "stat",
      "-c",
      "%a %n",
      "/etc/harbor/admin-password",
      "/etc/harbor/tls.key",
      "/etc/harbor/token.key",
      "/etc/harbor/ca.crt",
    );
    expect(modes.split("\n").map((line) => line.split(" ")[0])).toEqual(["600", "600", "600", "644"]);
  });

  it("is healthy, gives its CA to anybody, and takes a push", async () => {
    expect(await harbor.api.health()).toMatchObject({ status: "healthy" });
    expect(await harbor.api.getCert()).toBe(ca.certificatePem);
    const login = basicLogin("admin", harbor.adminPassword.reveal());
    const digest = await pushImage(targetOf(harbor), login, "library/hello", "1.0");
    expect(await harbor.api.listArtifacts("library/hello")).toMatchObject([{ digest, tags: ["1.0"] }]);
    const headers = { accept: manifestType };
    const pulled = await callRegistry(targetOf(harbor), {
      method: "GET",
      path: "/v2/library/hello/manifests/1.0",
      headers,
    });
    expect(pulled.status).toBe(200);
    // The line is written when the answer has gone, which the client may know first.
    await expect
      .poll(() => harbor.logs({ tail: 1 }))
      .toMatch(/"path":"\/v2\/library\/hello\/manifests\/1\.0","status":200,"user":"-"/);
  });
});

describe("replaceCertificate", () => {
  it("serves a certificate of another CA, which getcert gives as well unless told otherwise", async () => {
    const next = await rotateCa(ca, { subject: "same" });
    const certificate = await issueServerCertificate({ issuer: next, dnsNames: [host], key: "ecdsa-p256" });
    const old = targetOf(harbor);
    await harbor.replaceCertificate({ ...certificate, caPem: next.certificatePem, publishCa: false });
    expect(await harbor.api.health()).toMatchObject({ status: "healthy" });
    expect(await harbor.api.getCert()).toBe(ca.certificatePem);
    await expect(callRegistry(old, { method: "GET", path: "/v2/" })).rejects.toThrow(/certificate/);
    await harbor.replaceCertificate({ ...certificate, caPem: next.certificatePem });
    expect(await harbor.api.getCert()).toBe(next.certificatePem);
  });

  it("refuses a key that does not belong to the certificate, and what is no certificate", async () => {
    const { chainPem } = await issueServerCertificate({ issuer: ca, dnsNames: [host] });
    await expect(harbor.replaceCertificate({ chainPem, privateKeyPem: input.tokenKeyPem })).rejects.toThrow(
      `Replacing the certificate of ${host}: Reloading the certificate: Error: error:05800074:x509 certificate routines::key values mismatch`,
    );
    await expect(
      harbor.replaceCertificate({ chainPem: "x", privateKeyPem: input.tokenKeyPem }),
    ).rejects.toThrow(`Replacing the certificate of ${host}: chainPem is no certificate: `);
    expect(await harbor.api.health()).toMatchObject({ status: "healthy" });
  });
});

describe("connectHarbor", () => {
  const connect = (password: Secret) =>
    connectHarbor({
      url: `https://${host}`,
      username: "admin",
      password,
      connect: { address: "127.0.0.1", port: harbor.port },
    });

  it("finds the CA of a registry that runs, and leaves it running", async () => {
    {
      await using found = await connect(harbor.adminPassword);
      expect(found.caPem).toBe(harbor.caPem);
      expect((await found.api.listProjects()).map(({ name }) => name)).toEqual(["library"]);
    }
    expect(await inspect("{{.State.Running}}")).toBe("true");
  });

  it("refuses a URL without TLS", async () => {
    await expect(
      connectHarbor({ url: "http://x", username: "a", password: new Secret("b") }),
    ).rejects.toThrow("Connecting to the registry http://x: that is no https URL");
  });
});

describe("a start that fails", () => {
  const other = `other-${host}`;

  it.each([
    [
      "a certificate for another name",
      (): Partial<StartHarborInput> => ({}),
      `Starting the registry ${other}: TLS with ${other} does not hold: Hostname/IP does not match certificate's altnames`,
    ],
    [
      "a key that is none",
      (): Partial<StartHarborInput> => ({ tokenKeyPem: new Secret("none") }),
      `Starting the registry ${other}: its container ended with exit code 1; last seen: {"level":"fatal","message":"`,
    ],
    [
      "a network that is not there",
      (): Partial<StartHarborInput> => ({ network: `no-${network}` }),
      `network no-${network} not found`,
    ],
    [
      "an image that is not there",
      (): Partial<StartHarborInput> => ({ image: "no-such/harbor:1" }),
      'Image "no-such/harbor:1" does not exist locally',
    ],
  ])("says why with %s, and leaves nothing", async (_what, change, message) => {
    await expect(startHarbor({ ...input, host: other, ...change() })).rejects.toThrow(message);
    expect(await containersNamed(other)).toBe("");
  });

  it("shows the last words of a container that died", async () => {
    const start = startHarbor({ ...input, host: other, tokenKeyPem: new Secret("none") });
    await expect(start).rejects.toThrow(/last seen: .*"level":"fatal"/s);
  });
});

it("is gone after it was disposed of, and once more does no harm", async () => {
  const certificate = await issueServerCertificate({ issuer: ca, dnsNames: [`gone-${host}`] });
  const gone = await startHarbor({ ...input, host: `gone-${host}`, certificate });
  await gone[Symbol.asyncDispose]();
  await gone[Symbol.asyncDispose]();
  expect(await containersNamed(`gone-${host}`)).toBe("");
});
