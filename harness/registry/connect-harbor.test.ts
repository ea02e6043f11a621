import { expect, it } from "vitest";
import { Secret } from "../core/secret.ts";
import { createRootCa } from "../pki/index.ts";
import { connectHarbor } from "./connect-harbor.ts";
import { type FakeCall, startFakeHarbor } from "./fake-harbor.ts";

const login = { username: "somebody", password: new Secret("Secret1") };

/** A registry whose getcert gives this. */
function registryGiving(
  pem: () => string,
  names: { dnsNames?: readonly string[]; ipAddresses?: readonly string[] } = {},
) {
  const answer = ({ path }: FakeCall) => ({ status: 200, body: path.endsWith("getcert") ? pem() : "{}" });
  return startFakeHarbor({ ...names, answer });
}

it("reaches a registry by its address, when the certificate carries it", async () => {
  await using registry = await registryGiving(() => registry.target.caPem, {
    dnsNames: [],
    ipAddresses: ["127.0.0.1"],
  });
  const { port, caPem } = registry.target;
  await using harbor = await connectHarbor({ ...login, url: `https://127.0.0.1:${port}/` });
  expect(harbor).toMatchObject({
    host: "127.0.0.1",
    url: `https://127.0.0.1:${port}`,
    getcertUrl: `https://127.0.0.1:${port}/api/v2.0/systeminfo/getcert`,
    adminUser: "somebody",
    caPem,
  });
});

it("does not send a password to a server that its own CA does not verify", async () => {
  const { certificatePem } = await createRootCa({ subject: { commonName: "another" } });
  await using registry = await registryGiving(() => certificatePem);
  const { address, port } = registry.target;
  const connecting = connectHarbor({ ...login, url: "https://harbor.tkg.test", connect: { address, port } });
  await expect(connecting).rejects.toThrow(
    "Reading systeminfo at harbor.tkg.test: unable to verify the first certificate",
  );
  expect(registry.calls).toMatchObject([{ path: "/api/v2.0/systeminfo/getcert", authorization: undefined }]);
});

it("says when getcert gives something else", async () => {
  await using registry = await registryGiving(() => "<html>");
  const { address, port } = registry.target;
  await expect(
    connectHarbor({ ...login, url: "https://harbor.tkg.test", connect: { address, port } }),
  ).rejects.toMatchObject({
    code: "bad-input",
    message: "Connecting to the registry harbor.tkg.test: what getcert gave is no certificate: <html>",
  });
});

it("takes a CA that it is given, and asks for none", async () => {
  await using registry = await registryGiving(() => "<html>");
  const { address, port, caPem } = registry.target;
  await using harbor = await connectHarbor({
    ...login,
    caPem,
    url: "https://harbor.tkg.test",
    connect: { address, port },
  });
  expect(harbor.caPem).toBe(caPem);
  expect(registry.calls.map(({ path }) => path)).toEqual(["/api/v2.0/systeminfo"]);
});
